using System.Globalization;
using System.Text.Json;

namespace BookedBarber.Web.Texts;

/// <summary>
/// What the API says of a field, in the reader's language. The text of a key in <c>Words.resx</c> is the API's own
/// rule, with places for its values: that is how <c>rule-words.js</c> finds the translation.
/// </summary>
public static class RuleWords
{
    private static readonly string[] Keys =
    [
        nameof(Words.RuleAddressInName), nameof(Words.RuleAfter), nameof(Words.RuleAfterFrom),
        nameof(Words.RuleAmount), nameof(Words.RuleBetween), nameof(Words.RuleBetweenDays),
        nameof(Words.RuleBetweenHorizon), nameof(Words.RuleBetweenPrice), nameof(Words.RuleBusyOfBarber),
        nameof(Words.RuleCalendarBytes), nameof(Words.RuleCalendarClose), nameof(Words.RuleCalendarComponents),
        nameof(Words.RuleCalendarDepth), nameof(Words.RuleCalendarIntervals), nameof(Words.RuleCalendarLine),
        nameof(Words.RuleCalendarNameless), nameof(Words.RuleCalendarNested), nameof(Words.RuleCalendarNul),
        nameof(Words.RuleCalendarSteps), nameof(Words.RuleCalendarTime), nameof(Words.RuleCalendarUnfinished),
        nameof(Words.RuleCalendarUrl), nameof(Words.RuleCalendars), nameof(Words.RuleCharacters),
        nameof(Words.RuleControl), nameof(Words.RuleCurrency), nameof(Words.RuleCurrencyStays),
        nameof(Words.RuleDate), nameof(Words.RuleDaysAfterFrom), nameof(Words.RuleEmail), nameof(Words.RuleForm),
        nameof(Words.RuleInCalendar), nameof(Words.RuleInOrder), nameof(Words.RuleIs), nameof(Words.RuleMoment),
        nameof(Words.RuleMost), nameof(Words.RuleMostUpcoming), nameof(Words.RuleMultiple),
        nameof(Words.RuleMultipleBetween), nameof(Words.RuleNotEmpty), nameof(Words.RuleOwnService),
        nameof(Words.RuleRequired), nameof(Words.RuleRequiredForBarber), nameof(Words.RuleService),
        nameof(Words.RuleShopBarber), nameof(Words.RuleSlug), nameof(Words.RuleStartFirst), nameof(Words.RuleTime),
        nameof(Words.RuleTwice), nameof(Words.RuleZone),
    ];

    /// <summary>
    /// A JSON object of the rules in the reader's language, each by the API's; null where that is the language of the
    /// API.
    /// </summary>
    public static string? Json => Format.Language == "en" ? null : JsonSerializer.Serialize(Keys.ToDictionary(
        key => Words.ResourceManager.GetString(key, CultureInfo.InvariantCulture)!,
        key => Words.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)!));
}
