using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Calendars.Tests.Reading;

/// <summary>Events that recur, and what is different about some of their recurrences.</summary>
public sealed class RecurrenceTests
{
    [Fact]
    public void A_week_keeps_the_wall_clock_when_clocks_change() => Ics.ReadEvent(
        "DTSTART;TZID=Europe/Berlin:20260323T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3")
        .Is("2026-03-23T08:00/09:00", "2026-03-30T07:00/08:00", "2026-04-06T07:00/08:00");

    [Fact]
    public void A_zone_of_the_file_keeps_its_own_wall_clock() => Ics.Read(Ics.Calendar(Ics.NewYork, Ics.Event(
        "DTSTART;TZID=Customized Time Zone:20261030T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3")))
        .Is("2026-10-30T13:00/14:00", "2026-10-31T13:00/14:00", "2026-11-01T14:00/15:00");

    [Fact]
    public void A_recurrence_in_the_gap_is_moved_and_the_next_one_is_not() => Ics.ReadEvent(
        "DTSTART;TZID=Europe/Berlin:20260328T023000", "DURATION:PT30M", "RRULE:FREQ=DAILY;COUNT=3")
        .Is("2026-03-28T01:30/02:00", "2026-03-29T01:30/02:00", "2026-03-30T00:30/01:00");

    [Fact]
    public void A_length_by_the_clock_stays_the_same_across_a_change() => Ics.ReadEvent(
        "DTSTART;TZID=Europe/Berlin:20260328T220000", "DTEND;TZID=Europe/Berlin:20260329T060000")
        .Is("2026-03-28T21:00/2026-03-29T04:00");

    [Fact]
    public void A_length_in_days_ends_at_the_same_time_of_the_day() => Ics.ReadEvent(
        "DTSTART;TZID=Europe/Berlin:20260328T220000", "DURATION:P1D").Is("2026-03-28T21:00/2026-03-29T20:00");

    [Fact]
    public void Days_recur_as_days_of_the_shop() => Ics.ReadEvent(
        "DTSTART;VALUE=DATE:20260328", "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=2")
        .Is("2026-03-27T23:00/2026-03-28T23:00", "2026-03-29T22:00/2026-03-30T22:00");

    [Theory]
    [InlineData("20260403T070000Z", 4)]
    [InlineData("20260403T065959Z", 3)]
    [InlineData("20260403", 4)]
    [InlineData("20260402", 3)]
    public void An_end_in_utc_or_as_a_date_includes_its_moment(string until, int count)
    {
        var reading = Ics.ReadEvent(
            "DTSTART;TZID=Europe/Berlin:20260331T090000", "DURATION:PT1H", $"RRULE:FREQ=DAILY;UNTIL={until}");
        Assert.Equal(count, reading.Times().Count);
    }

    [Fact]
    public void A_rule_that_ended_long_ago_takes_no_time() => Ics.ReadEvent(
        "DTSTART:19970902T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=19971224T000000Z").Is();

    [Fact]
    public void A_rule_that_began_long_ago_goes_on()
    {
        var reading = Ics.Read(
            Ics.Calendar(Ics.Event("DTSTART:19700101T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")),
            Instant.FromUtc(2026, 5, 1, 0, 0),
            Instant.FromUtc(2026, 5, 3, 0, 0));
        reading.Is("2026-05-01T09:00/10:00", "2026-05-02T09:00/10:00");
    }

    [Fact]
    public void A_recurrence_that_began_before_the_window_reaches_into_it() => Ics.Read(
        Ics.Calendar(Ics.Event("DTSTART:20260101T200000Z", "DURATION:PT12H", "RRULE:FREQ=WEEKLY")),
        Instant.FromUtc(2026, 5, 1, 0, 0),
        Instant.FromUtc(2026, 5, 2, 0, 0)).Is("2026-05-01T00:00/08:00");

    [Fact]
    public void Where_a_window_begins_makes_no_difference_to_what_is_in_it()
    {
        var random = new Random(20_261_127);
        string[] rules =
        [
            "FREQ=HOURLY;INTERVAL={0}", "FREQ=DAILY;INTERVAL={0}", "FREQ=DAILY;BYDAY=MO,WE,FR;INTERVAL={0}",
            "FREQ=WEEKLY;INTERVAL={0};BYDAY=TU,SU;WKST=SU", "FREQ=WEEKLY;INTERVAL={0};BYDAY=TU,SU;WKST=MO",
            "FREQ=MONTHLY;INTERVAL={0}", "FREQ=MONTHLY;INTERVAL={0};BYMONTHDAY=-1,15", "FREQ=MONTHLY;BYDAY=2TU,-1FR",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=YEARLY;BYMONTH=1,7;BYDAY=1MO",
            "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=YEARLY;BYYEARDAY=1,100,-1", "FREQ=DAILY;COUNT={0}0",
        ];
        for (var i = 0; i < 400; i++)
        {
            var rule = string.Format(rules[random.Next(rules.Length)], random.Next(1, 8));
            var start = new LocalDateTime(2023, 1, 1, 0, 0).PlusHours(random.Next(24 * 365));
            var text = Ics.Calendar(Ics.Event(
                $"DTSTART;TZID=Europe/Berlin:{start:uuuuMMdd'T'HHmmss}", $"DURATION:PT{random.Next(1, 40)}H", $"RRULE:{rule}"));
            var from = Instant.FromUtc(2024, 1, 1, 0, 0) + Duration.FromHours(random.Next(24 * 365));
            var to = from + Duration.FromDays(60);
            var expected = Ics.Read(text, Instant.FromUtc(2022, 12, 1, 0, 0), to).Busy
                .Select(range => range.Intersect(TickRange.Covering(from, to))).Where(range => !range.IsEmpty);
            Assert.Equal(expected, Ics.Read(text, from, to).Busy);
        }
    }

    [Fact]
    public void The_last_friday_of_each_month() => Ics.ReadEvent(
        "DTSTART:20260130T080000Z", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3")
        .Is("2026-01-30T08:00/09:00", "2026-02-27T08:00/09:00", "2026-03-27T08:00/09:00");

    [Fact]
    public void The_first_one_counts_even_where_the_rule_does_not_name_it() => Ics.ReadEvent(
        "DTSTART:20260302T080000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260311T000000Z")
        .Is("2026-03-02T08:00/09:00", "2026-03-03T08:00/09:00", "2026-03-10T08:00/09:00");

    [Fact]
    public void More_dates_and_periods() => Ics.ReadEvent(
        "DTSTART;TZID=Europe/Berlin:20260301T090000",
        "DURATION:PT1H",
        "RDATE;TZID=America/New_York:20260701T090000",
        "RDATE;VALUE=PERIOD:20260801T080000Z/20260801T083000Z,20260802T080000Z/PT3H")
        .Is("2026-03-01T08:00/09:00", "2026-07-01T13:00/14:00", "2026-08-01T08:00/08:30", "2026-08-02T08:00/11:00");

    [Theory]
    [InlineData("EXDATE;TZID=Europe/Berlin:20260402T090000")]
    [InlineData("EXDATE:20260402T070000Z")]
    [InlineData("EXDATE;TZID=America/New_York:20260402T030000")]
    [InlineData("EXDATE;VALUE=DATE:20260402")]
    public void A_recurrence_that_is_left_out(string exception) => Ics.ReadEvent(
        "DTSTART;TZID=Europe/Berlin:20260401T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3", exception)
        .Is("2026-04-01T07:00/08:00", "2026-04-03T07:00/08:00");

    [Fact]
    public void A_recurrence_that_was_moved_frees_its_old_time() => Ics.Read(Ics.Calendar(
        Ics.Event(
            "UID:1", "DTSTART;TZID=Europe/Berlin:20260401T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3"),
        Ics.Event(
            "UID:1",
            "RECURRENCE-ID;TZID=Europe/Berlin:20260402T090000",
            "DTSTART;TZID=Europe/Berlin:20260402T150000",
            "DURATION:PT2H")))
        .Is("2026-04-01T07:00/08:00", "2026-04-02T13:00/15:00", "2026-04-03T07:00/08:00");

    [Theory]
    [InlineData("STATUS:CANCELLED")]
    [InlineData("TRANSP:TRANSPARENT")]
    public void A_recurrence_that_takes_no_time(string line) => Ics.Read(Ics.Calendar(
        Ics.Event("UID:1", "DTSTART;VALUE=DATE:20260401", "RRULE:FREQ=DAILY;COUNT=3"),
        Ics.Event("UID:1", "RECURRENCE-ID;VALUE=DATE:20260402", "DTSTART;VALUE=DATE:20260402", line)))
        .Is("2026-03-31T22:00/2026-04-01T22:00", "2026-04-02T22:00/2026-04-03T22:00");

    [Fact]
    public void A_change_of_one_and_all_that_follow() => Ics.Read(Ics.Calendar(
        Ics.Event(
            "UID:1", "DTSTART;TZID=Europe/Berlin:20260401T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=4"),
        Ics.Event(
            "UID:1",
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260402T090000",
            "DTSTART;TZID=Europe/Berlin:20260402T110000",
            "DURATION:PT2H"),
        Ics.Event(
            "UID:1",
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260404T090000",
            "DTSTART;TZID=Europe/Berlin:20260404T090000",
            "STATUS:CANCELLED")))
        .Is("2026-04-01T07:00/08:00", "2026-04-02T09:00/11:00", "2026-04-03T09:00/11:00");

    [Fact]
    public void A_recurrence_whose_event_is_not_in_the_file_stands_alone() => Ics.ReadEvent(
        "RECURRENCE-ID:20260402T090000Z", "DTSTART:20260402T150000Z", "DURATION:PT1H").Is("2026-04-02T15:00/16:00");

    [Fact]
    public void An_older_version_of_an_event_counts_no_longer() => Ics.Read(Ics.Calendar(
        Ics.Event("UID:1", "SEQUENCE:0", "DTSTART:20260401T090000Z", "DURATION:PT1H"),
        Ics.Event("UID:1", "SEQUENCE:2", "DTSTART:20260401T150000Z", "DURATION:PT1H"),
        Ics.Event("UID:1", "SEQUENCE:1", "DTSTART:20260401T110000Z", "DURATION:PT1H")))
        .Is("2026-04-01T15:00/16:00");
}
