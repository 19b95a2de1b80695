using System.Text.RegularExpressions;

namespace BookedBarber.Web.Tests.Setup;

/// <summary>The rules for fields as they stand in the sources, where they are said.</summary>
internal static partial class RuleSources
{
    /// <summary>The value that stands for each interpolated one.</summary>
    public const string Sample = "7";

    // What hands on a rule that was said elsewhere.
    private static readonly string[] PassedOn = ["rule", "problem.Rule", "refused.Detail"];

    /// <summary>
    /// All of them, with <see cref="Sample"/> for each value. A rule is a text in the last part of what makes an error
    /// of a field, or any that begins like one.
    /// </summary>
    public static IReadOnlySet<string> Read(string folder)
    {
        var rules = new HashSet<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            var code = File.ReadAllText(file);
            if (SpeaksOfFields().IsMatch(code))
            {
                Assert.All(ReadFile(code, rules), other => Assert.True(
                    PassedOn.Contains(other), $"{file} takes a rule from {other}: from where?"));
            }
        }

        return rules;
    }

    /// <summary>Adds the rules of a file; returns where it takes one from that is no text.</summary>
    private static List<string> ReadFile(string code, HashSet<string> rules)
    {
        var others = new List<string>();
        var open = new Stack<Call>();
        foreach (Match token in Token().Matches(code))
        {
            if (token.Value.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            switch (token.Value[^1])
            {
                case '(' or '[' or '{':
                    open.Push(new Call { IsError = token.Groups["error"].Success });
                    break;
                case ',' when open.TryPeek(out var call):
                    call.RuleAt ??= token.Index + 1;
                    break;
                case ')' or ']' or '}' when open.TryPop(out var call):
                    if (call is { IsError: true, RuleAt: { } at, HasText: false })
                    {
                        others.Add(code[at..token.Index].Trim());
                    }

                    break;
                case '"':
                    var error = open.FirstOrDefault(call => call.IsError);
                    if (error?.RuleAt is not null || BeginsLikeARule().IsMatch(token.Value))
                    {
                        error?.HasText = true;
                        rules.Add(Value().Replace(token.Value.Trim('$', '"'), Sample));
                    }

                    break;
            }
        }

        Assert.Empty(open);
        return others;
    }

    [GeneratedRegex(@"\b(FieldProblem|FieldErrors|CalendarRefusedException)\b|Problem\.Invalid\(")]
    private static partial Regex SpeaksOfFields();

    [GeneratedRegex(@"^\$?""(must|cannot|is required)\b")]
    private static partial Regex BeginsLikeARule();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Value();

    // Comments and characters are read to be left out: what is in them opens and closes nothing.
    [GeneratedRegex(
        """
        //[^\n]*|'(?:\\.|[^'\\])'
        |\$?"(?:\\.|\{(?:[^{}"]|"[^"]*")*\}|[^"\\])*"
        |(?<error>(?:\bnew\ (?:FieldProblem|CalendarRefusedException)|(?<=\.Add\()new|\berrors\.Add|Problem\.Invalid
          |(?<=^\ *)Add)\()
        |[()\[\]{},]
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline)]
    private static partial Regex Token();

    private sealed class Call
    {
        public bool IsError { get; init; }

        public int? RuleAt { get; set; }

        public bool HasText { get; set; }
    }
}
