using System.Diagnostics;
using System.Text;
using BookedBarber.Calendars.Reading;
using NodaTime;

namespace BookedBarber.Calendars.Tests.Reading;

/// <summary>Texts that are no calendars, and calendars that want to keep us busy.</summary>
public sealed class HostileTests
{
    private const string Daily = "DTSTART:20260101T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY";

    // Far more than any of them takes, and far less than what they would take without bounds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("", 1, "must be BEGIN:VCALENDAR")]
    [InlineData("<html>", 1, "must be BEGIN:VCALENDAR")]
    [InlineData("{}", 1, "must be BEGIN:VCALENDAR")]
    [InlineData("BEGIN:VEVENT\nEND:VEVENT", 1, "must be BEGIN:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101", 2, "must have an END:VEVENT: the text ends before it")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", 3, "must close VEVENT of line 2 first")]
    [InlineData("BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR", 3, "must be BEGIN:VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VCALENDAR", 2, "must not begin VCALENDAR in a VCALENDAR")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:", 2, "must begin a component that has a name")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:<b>", 2, "must begin a component that has a name")]
    [InlineData("BEGIN:VCALENDAR\nX:\0\nEND:VCALENDAR", 0, "must not have NUL characters")]
    public void What_is_no_calendar_is_refused_with_its_line(string text, int line, string rule) =>
        Assert.Equal(new CalendarProblem(line, rule), Ics.Read(text).Problem);

    [Fact]
    public void A_calendar_that_is_empty_takes_no_time() => Ics.Read(Ics.Calendar()).Is();

    [Fact]
    public void Two_calendars_in_one_text_count_both() => Ics.Read(
        Ics.Calendar(Ics.Event("DTSTART:20260301T080000Z", "DURATION:PT1H"))
        + Ics.Calendar(Ics.Event("DTSTART:20260302T080000Z", "DURATION:PT1H")))
        .Is("2026-03-01T08:00/09:00", "2026-03-02T08:00/09:00");

    [Fact]
    public void A_text_that_is_too_long() => Refuses("must have at most 1048576 bytes", new string('ü', 600_000));

    [Fact]
    public void Components_in_components_in_components()
    {
        var depth = 100_000 / 8;
        Refuses("must not nest deeper than 8 components", "BEGIN:VCALENDAR\n" + Repeat("BEGIN:VEVENT\n", depth));
    }

    [Fact]
    public void Too_many_components() => Refuses(
        "must be one of at most 20000 components",
        $"BEGIN:VCALENDAR\n{Repeat("BEGIN:VEVENT\nEND:VEVENT\n", 25_000)}END:VCALENDAR");

    [Fact]
    public void One_line_that_is_folded_half_a_million_times() => Within(Patience, () =>
        Ics.Read($"BEGIN:VCALENDAR\nX-A:1\n{Repeat(" \n", 400_000)}END:VCALENDAR")).Is();

    [Fact]
    public void Parameters_without_end() => Within(Patience, () => Ics.Read(
        $"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART{Repeat(";A=\"", 200_000)}:20260101\nEND:VEVENT\nEND:VCALENDAR"));

    [Theory]
    [InlineData("FREQ=SECONDLY")]
    [InlineData("FREQ=MINUTELY")]
    [InlineData("FREQ=SECONDLY;COUNT=2000000000")]
    [InlineData("FREQ=MINUTELY;COUNT=2000000000;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")]
    public void A_rule_that_recurs_too_often_is_left_out(string rule) => Within(Patience, () =>
        Ics.ReadEvent("DTSTART:20060101T080000Z", "DURATION:PT1S", $"RRULE:{rule}"))
        .Ignores("recurs more often than is followed");

    [Theory]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2")]
    [InlineData("FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;BYMONTH=2;BYSETPOS=300")]
    public void A_rule_that_finds_nothing_ends(string rule)
    {
        var reading = Within(Patience, () =>
            Ics.ReadEvent("DTSTART:20250101T080000Z", "DURATION:PT1H", $"RRULE:{rule}"));
        Assert.Empty(reading.Times());
    }

    [Theory]
    [InlineData("FREQ=DAILY;INTERVAL=0", "")]
    [InlineData("FREQ=DAILY;INTERVAL=-1", "")]
    [InlineData("FREQ=DAILY;COUNT=0", "")]
    [InlineData("FREQ=DAILY;BYHOUR=24", "")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", "")]
    public void A_rule_with_numbers_that_lead_nowhere(string rule, string reason) => Within(Patience, () =>
        Ics.ReadEvent("DTSTART:20260101T080000Z", "DURATION:PT1H", $"RRULE:{rule}")).Ignores(reason);

    [Fact]
    public void A_rule_with_every_second_of_a_year()
    {
        var minutes = string.Join(',', Enumerable.Range(0, 60));
        var hours = string.Join(',', Enumerable.Range(0, 24));
        Within(Patience, () => Ics.ReadEvent(
            "DTSTART:20200101T080000Z",
            "DURATION:PT1H",
            $"RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR={hours};BYMINUTE={minutes};BYSECOND={minutes}"))
            .Ignores("asks for too many times at once");
    }

    [Fact]
    public void A_rule_that_leaves_the_calendar()
    {
        var reading = Within(Patience, () => Ics.Read(
            Ics.Calendar(
                Ics.Event("DTSTART:99991231T235959Z", "DURATION:PT1H", "RRULE:FREQ=YEARLY"),
                Ics.Event("DTSTART:16010101T000000Z", "DURATION:P3660D", "RRULE:FREQ=YEARLY;INTERVAL=2147483647"),
                Ics.Event("DTSTART:20260101T080000Z", "DURATION:PT1H", "RRULE:FREQ=YEARLY;INTERVAL=2147483647"))));
        Assert.Equal(["2026-01-01T08:00/09:00"], reading.Times());
    }

    [Fact]
    public void Ten_thousand_events_that_recur_every_day_are_too_much() => Refuses(
        "must not bring the recurrences of the calendar to more than",
        $"BEGIN:VCALENDAR\n{Repeat($"BEGIN:VEVENT\n{Daily}\nEND:VEVENT\n", 10_000)}END:VCALENDAR");

    [Fact]
    public void Ten_thousand_versions_of_one_event_with_changes_of_all_that_follow()
    {
        var text = new StringBuilder("BEGIN:VCALENDAR\n");
        for (var i = 0; i < 4_000; i++)
        {
            text.Append("BEGIN:VEVENT\nUID:1\nDTSTART:20260101T080000Z\nDURATION:PT1H\nEND:VEVENT\n");
            text.Append("BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260101T080000Z\n");
            text.Append("DTSTART:20260101T090000Z\nDURATION:PT1H\nEND:VEVENT\n");
        }

        Refuses("steps", text.Append("END:VCALENDAR").ToString());
    }

    [Fact]
    public void Hundreds_of_thousands_of_dates_are_too_many() => Refuses(
        "steps",
        Ics.Calendar(Ics.Event("DTSTART:20260101T080000Z", "DURATION:PT1H", $"RDATE:20260101{Repeat(",20260101", 60_000)}"))
            .Replace("RDATE:", $"EXDATE:{Repeat(",", 200_000)}\r\nRDATE:"));

    [Fact]
    public void More_intervals_than_anybody_has() => Refuses(
        "must have at most 8192 busy intervals",
        Ics.Calendar([.. Enumerable.Range(0, 9_000).Select(i =>
        {
            var start = Ics.From + Duration.FromMinutes(i * 30);
            return $"BEGIN:VEVENT\nDTSTART:{start.ToDateTimeUtc():yyyyMMdd'T'HHmmss'Z'}\nDURATION:PT5M\nEND:VEVENT";
        })]));

    [Fact]
    public void A_zone_that_changes_its_mind_all_the_time()
    {
        var zone = """
            BEGIN:VTIMEZONE
            TZID:Mad
            BEGIN:STANDARD
            DTSTART:20200101T000000
            RRULE:FREQ=HOURLY
            TZOFFSETFROM:-1700
            TZOFFSETTO:+1700
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:20200101T003000
            RRULE:FREQ=DAILY
            TZOFFSETFROM:+1700
            TZOFFSETTO:-1700
            END:DAYLIGHT
            END:VTIMEZONE
            """;
        var reading = Within(Patience, () => Ics.Read(Ics.Calendar(
            zone, Ics.Event("DTSTART;TZID=Mad:20260301T080000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=5"))));
        Assert.True(reading.Problem is not null || reading.IgnoredCount > 0);
    }

    [Fact]
    public void The_time_for_one_calendar_is_limited()
    {
        using var over = new CancellationTokenSource();
        over.Cancel();
        var problem = BusyReader.Read(
            Ics.Calendar(Ics.Event(Daily.Split('\n'))), DateTimeZone.Utc, Ics.From, Ics.To, over.Token).Problem;
        Assert.Equal(new CalendarProblem(4, "was reached when the time for reading this calendar was over"), problem);
    }

    [Fact]
    public void Only_some_of_what_was_ignored_is_named()
    {
        var reading = Ics.Read(Ics.Calendar([.. Enumerable.Repeat("BEGIN:VEVENT\nEND:VEVENT", 200)]));
        Assert.Equal((50, 200, 200), (reading.Ignored.Length, reading.IgnoredCount, reading.Events));
    }

    [Fact]
    public void Whatever_is_changed_in_a_calendar_there_is_an_answer()
    {
        var random = new Random(20_261_127);
        var original = Ics.Calendar(
            Ics.NewYork,
            Ics.Event("UID:1", "DTSTART;TZID=Customized Time Zone:20260101T080000", "DURATION:PT1H", "RRULE:FREQ=DAILY"),
            Ics.Event("UID:1", "RECURRENCE-ID:20260402T120000Z", "DTSTART:20260402T150000Z", "DTEND:20260402T160000Z"),
            Ics.Event("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270101", "EXDATE:20260130"));
        for (var i = 0; i < 1_500; i++)
        {
            var text = new StringBuilder(original);
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(4))
                {
                    case 0: text[at] = (char)random.Next(32, 127); break;
                    case 1: text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at)); break;
                    case 2: text.Insert(at, text.ToString(at, Math.Min(random.Next(40), text.Length - at))); break;
                    default: text[at] = (char)random.Next('0', '9' + 1); break;
                }
            }

            Within(Patience, () => Ics.Read(text.ToString()));
        }
    }

    private static void Refuses(string rule, string text) =>
        Assert.Contains(rule, Within(Patience, () => Ics.Read(text)).Problem?.Rule);

    private static BusyReading Within(TimeSpan patience, Func<BusyReading> read)
    {
        var started = Stopwatch.GetTimestamp();
        var reading = read();
        Assert.True(Stopwatch.GetElapsedTime(started) < patience, "It took too long.");
        return reading;
    }

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
