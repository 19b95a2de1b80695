using System.Text.Json;
using System.Text.RegularExpressions;

namespace BookedBarber.Deploy.Tests.Images;

/// <summary>An instruction: its name in capitals, and the rest of it on one line.</summary>
internal sealed record Instruction(string Name, string Text);

/// <summary>A stage with what it says itself.</summary>
/// <param name="Name">Its name, which is what a build targets.</param>
/// <param name="Base">The image or stage that it starts from.</param>
/// <param name="Instructions">What follows.</param>
internal sealed record Stage(string Name, string Base, IReadOnlyList<Instruction> Instructions);

/// <summary>The Dockerfile, read without an engine: stages, what they inherit, and what they say.</summary>
internal sealed partial record Dockerfile(IReadOnlyList<Stage> Stages)
{
    /// <summary>That of the repository.</summary>
    public static Dockerfile Read() => Parse(Repository.Read("Dockerfile"));

    /// <summary>Reads the text of one.</summary>
    public static Dockerfile Parse(string text)
    {
        var lines = text.Split('\n').Where(line => !line.TrimStart().StartsWith('#'));
        var stages = new List<Stage>();
        foreach (var line in string.Join('\n', lines).Replace("\\\n", " ").Split('\n').Where(line => line.Trim() != ""))
        {
            if (FromLine().Match(line) is { Success: true } from)
            {
                stages.Add(new Stage(from.Groups["name"].Value, from.Groups["base"].Value, new List<Instruction>()));
                continue;
            }

            var (name, rest) = (line.Split(' ')[0], line[line.IndexOf(' ')..].Trim());
            ((List<Instruction>)stages[^1].Instructions).Add(new Instruction(name, rest));
        }

        return new Dockerfile(stages);
    }

    /// <summary>What a stage and those below it say, the lowest first.</summary>
    public IReadOnlyList<Instruction> All(string stage) => Stages.SingleOrDefault(one => one.Name == stage) is { } found
        ? [.. All(found.Base), .. found.Instructions]
        : [];

    /// <summary>The image that a stage starts from in the end.</summary>
    public string ImageBelow(string stage) =>
        Stages.SingleOrDefault(one => one.Name == stage) is { } found ? ImageBelow(found.Base) : stage;

    /// <summary>The environment that a stage gives its program.</summary>
    public IReadOnlyDictionary<string, string> Environment(string stage)
    {
        var environment = new Dictionary<string, string>();
        foreach (var pair in Texts(stage, "ENV").SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            environment[pair.Split('=', 2)[0]] = pair.Split('=', 2)[1];
        }

        return environment;
    }

    /// <summary>The ports that a stage says it listens on.</summary>
    public IReadOnlyList<int> Ports(string stage) => [.. Texts(stage, "EXPOSE").SelectMany(text => text.Split(' ')).Select(int.Parse)];

    /// <summary>The last of an instruction's lists, such as <c>ENTRYPOINT ["…"]</c>.</summary>
    public IReadOnlyList<string> List(string stage, string instruction)
    {
        var text = Texts(stage, instruction).Last();
        return JsonSerializer.Deserialize<string[]>(text[text.IndexOf('[')..])!;
    }

    /// <summary>What an instruction says in a stage and those below it, the last one last.</summary>
    public IEnumerable<string> Texts(string stage, string instruction) =>
        All(stage).Where(one => one.Name == instruction).Select(one => one.Text);

    [GeneratedRegex(@"^FROM (?<base>\S+) AS (?<name>\S+)$")]
    private static partial Regex FromLine();
}
