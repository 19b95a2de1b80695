using System.Globalization;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Web.Texts;

/// <summary>
/// Dates, times, lengths and prices in the reader's language. The program runs without the operating system's tables of
/// languages, so the names of days and months stand among the texts.
/// </summary>
public static class Format
{
    private const int MinutesOfHour = 60;
    private const string Decimals = "N";

    // ISO 4217: those whose minor unit is not a hundredth.
    private static readonly Dictionary<string, int> Digits = new(StringComparer.Ordinal)
    {
        ["BHD"] = 3, ["BIF"] = 0, ["CLF"] = 4, ["CLP"] = 0, ["DJF"] = 0, ["GNF"] = 0, ["IQD"] = 3, ["ISK"] = 0,
        ["JOD"] = 3, ["JPY"] = 0, ["KMF"] = 0, ["KRW"] = 0, ["KWD"] = 3, ["LYD"] = 3, ["OMR"] = 3, ["PYG"] = 0,
        ["RWF"] = 0, ["TND"] = 3, ["UGX"] = 0, ["UYI"] = 0, ["UYW"] = 4, ["VND"] = 0, ["VUV"] = 0, ["XAF"] = 0,
        ["XOF"] = 0, ["XPF"] = 0,
    };

    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["EUR"] = "€", ["USD"] = "$", ["GBP"] = "£", ["JPY"] = "¥", ["CHF"] = "CHF\u00a0",
    };

    /// <summary>The languages that there are, by code, each with its own name.</summary>
    public static IReadOnlyList<(string Code, string Name)> Languages { get; } = [("en", "English"), ("de", "Deutsch")];

    /// <summary>The code of the reader's language.</summary>
    public static string Language => CultureInfo.CurrentUICulture.Name is "de" ? "de" : "en";

    /// <summary>For example <c>Tuesday, 1 December</c>; with the year when it is not this year.</summary>
    public static string LongDate(DateOnly date, int? thisYear = null) => string.Format(
        CultureInfo.InvariantCulture,
        thisYear is null || thisYear == date.Year ? Words.LongDate : Words.LongDateWithYear,
        Weekday(date),
        date.Day,
        Words.Months.Split('|')[date.Month - 1],
        date.Year);

    /// <summary>For example <c>Tuesday, 1 December</c>, on the clock that the offset belongs to.</summary>
    public static string LongDate(DateTimeOffset start) => LongDate(DateOnly.FromDateTime(start.DateTime));

    /// <summary>For example <c>Tuesday</c>.</summary>
    public static string Weekday(DateOnly date) => Words.Weekdays.Split('|')[(int)date.DayOfWeek];

    /// <summary>For example <c>Tue</c>.</summary>
    public static string ShortWeekday(DateOnly date) => Words.ShortWeekdays.Split('|')[(int)date.DayOfWeek];

    /// <summary>For example <c>Dec</c>.</summary>
    public static string ShortMonth(DateOnly date) => Words.ShortMonths.Split('|')[date.Month - 1];

    /// <summary>For example <c>09:30</c>, on the clock that the offset belongs to.</summary>
    public static string Time(DateTimeOffset start) => start.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For example <c>45 min</c> or <c>1 h 30 min</c>.</summary>
    public static string Length(int minutes) => minutes < MinutesOfHour
        ? Of(Words.Minutes, minutes)
        : minutes % MinutesOfHour == 0
            ? Of(Words.Hours, minutes / MinutesOfHour)
            : $"{Of(Words.Hours, minutes / MinutesOfHour)} {Of(Words.Minutes, minutes % MinutesOfHour)}";

    /// <summary>A length as part of a sentence, for example <c>2 hours</c> or <c>1 day</c>.</summary>
    public static string LengthInWords(int minutes)
    {
        const int minutesOfDay = 24 * MinutesOfHour;
        var (number, one, many) = minutes switch
        {
            _ when minutes % minutesOfDay == 0 => (minutes / minutesOfDay, Words.OneDay, Words.ManyDays),
            _ when minutes % MinutesOfHour == 0 => (minutes / MinutesOfHour, Words.OneHour, Words.ManyHours),
            _ => (minutes, Words.OneMinute, Words.ManyMinutes),
        };
        return number == 1 ? one : Of(many, number);
    }

    /// <summary>How many decimal digits the minor unit of a currency has (ISO 4217).</summary>
    public static int MinorDigits(string currency) => Digits.GetValueOrDefault(currency, 2);

    /// <summary>An amount as an input of numbers has it, for example <c>35.00</c>.</summary>
    public static string Number(MoneyAmount money)
    {
        var digits = MinorDigits(money.Currency);
        return (money.Amount / (decimal)Math.Pow(10, digits)).ToString($"F{digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>For example <c>€35.00</c>, and in German <c>35,00 €</c>.</summary>
    public static string Price(MoneyAmount money)
    {
        var digits = MinorDigits(money.Currency);
        var value = money.Amount / (decimal)Math.Pow(10, digits);
        var numbers = new NumberFormatInfo
        {
            NumberDecimalSeparator = Words.DecimalSeparator,
            NumberGroupSeparator = Words.GroupSeparator,
        };
        var text = value.ToString($"{Decimals}{digits}", numbers);
        var symbol = Symbols.GetValueOrDefault(money.Currency, $"{money.Currency}\u00a0");
        return Language == "de" ? $"{text}\u00a0{symbol.Trim('\u00a0')}" : $"{symbol}{text}";
    }

    /// <summary>A text with its places filled in.</summary>
    public static string Of(string text, params object[] values) =>
        string.Format(CultureInfo.InvariantCulture, text, values);
}
