using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using BookedBarber.Web.Texts;

namespace BookedBarber.Web.Tests.Setup;

/// <summary>What the API refuses about a field is said in German on a German page, whatever it is.</summary>
public sealed partial class RuleWordsTests
{
    private const string Line = "line {0}";

    private static readonly string Folder = Path.Combine(
        typeof(RuleWordsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot").Value!,
        "src");

    // Those that no form of the set-up can bring about, and why.
    private static readonly Dictionary<string, string> OfNoForm = new()
    {
        ["cannot be changed: links and calendars point to it"] = "the form sends the slug as it is",
        ["must be 1 to 7 lower-case letters, digits or inner hyphens, and not a UUID"] =
            "the front door refuses the same slugs before, in other words",
        ["must be an id"] = "the page has written the ids",
        ["must be given, or a text: one of the two"] = "the front door gives the one that there is",
        ["must be one of 7"] = "a role is chosen from a list; the status of a booking is none of the set-up",
        ["must have at most 7 intervals"] = "a day has as many places as it had intervals, or two",
        ["must have only the days monday to sunday"] = "the form has those days",
        ["must be at most 7 characters"] = "of passwords and tokens",
        ["must not have a NUL character"] = "of passwords and tokens",
        ["must be given, or recoveryCode: one of the two"] = "of an account's second factor",
        ["must be one that this list has given"] = "of the log: a link, no form",
        ["must be the next of an earlier page"] = "of the list of bookings",
        ["must be 1 to 7 days after from"] = "of the list of bookings",
        ["must be a date that the calendar has"] = "of lists and open times",
        ["must be 1 to 7 printable ASCII characters"] = "of bookings",
        ["must be 1 to 7 services"] = "of bookings",
        ["must be an address such as ada@example.org"] = "of bookings",
        ["must be an id or any"] = "of bookings",
        ["must be given, or services: one of the two"] = "of bookings",
        ["must do all of the services; no barber of the shop does"] = "of bookings",
    };

    [Fact]
    public void Every_rule_that_a_form_can_break_has_one_text_in_German_and_every_text_has_a_rule()
    {
        var german = Texts("de");
        var said = RuleSources.Read(Folder);
        var used = new HashSet<string> { Line };
        foreach (var rule in said.Where(rule => !OfNoForm.ContainsKey(rule)))
        {
            string[] found = german.ContainsKey(rule) ? [rule] : [.. german.Keys.Where(one => Fits(one, rule))];
            Assert.True(found.Length == 1, $"'{rule}' fits {found.Length} texts: {string.Join(" | ", found)}");
            Assert.NotEqual(found[0], german[found[0]]);
            used.Add(found[0]);
        }

        Assert.Equal([], german.Keys.Except(used));
        Assert.Equal([], OfNoForm.Keys.Except(said));
        Assert.InRange(said.Count, OfNoForm.Count + 40, 1_000);
    }

    [Fact]
    public void A_page_in_the_language_of_the_API_has_none() => Assert.Null(In("en", () => RuleWords.Json));

    // The only ways to make an error of a field: whoever adds another one teaches it to RuleSources.
    [Fact]
    public void Errors_of_fields_are_made_in_these_places_alone() => Assert.Equal(
        [
            "Api/Account/RefusalAnswers.cs", "Api/Http/FieldErrors.cs", "Grains.Interfaces/Results/Problem.cs",
            "Grains/Shops/ShopMapping.cs",
        ],
        Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("new FieldError ", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Texts(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(In(language, () => RuleWords.Json)!)!;

    private static string? In(string language, Func<string?> read)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    // As rule-words.js.
    private static bool Fits(string template, string rule) =>
        Regex.IsMatch(rule, $"^{Place().Replace(Regex.Escape(template), @"\S+")}$");

    [GeneratedRegex(@"\\\{\d}")]
    private static partial Regex Place();
}
