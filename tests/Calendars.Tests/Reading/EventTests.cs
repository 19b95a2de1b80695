using NodaTime;

namespace BookedBarber.Calendars.Tests.Reading;

/// <summary>Events that happen once: their times, and whether they take time at all.</summary>
public sealed class EventTests
{
    [Fact]
    public void A_time_in_utc() =>
        Ics.ReadEvent("DTSTART:20260301T080000Z", "DTEND:20260301T090000Z").Is("2026-03-01T08:00/09:00");

    [Fact]
    public void A_time_without_a_zone_is_meant_by_the_clock_of_the_shop() =>
        Ics.ReadEvent("DTSTART:20260701T090000", "DURATION:PT1H30M").Is("2026-07-01T07:00/08:30");

    [Fact]
    public void A_time_in_an_iana_zone() => Ics.ReadEvent(
        "DTSTART;TZID=America/New_York:20260701T090000", "DTEND;TZID=Europe/Berlin:20260701T160000")
        .Is("2026-07-01T13:00/14:00");

    [Fact]
    public void A_time_in_a_windows_zone() => Ics.ReadEvent(
        "DTSTART;TZID=\"W. Europe Standard Time\":20260701T090000", "DURATION:PT1H").Is("2026-07-01T07:00/08:00");

    [Fact]
    public void A_time_in_a_zone_at_the_end_of_a_path() => Ics.ReadEvent(
        "DTSTART;TZID=/mozilla.org/20070129_1/America/New_York:20260701T090000", "DURATION:PT1H")
        .Is("2026-07-01T13:00/14:00");

    [Theory]
    [InlineData("20260115T090000", "2026-01-15T14:00/15:00")]
    [InlineData("20260308T030000", "2026-03-08T07:00/08:00")]
    [InlineData("20260715T090000", "2026-07-15T13:00/14:00")]
    [InlineData("20261101T030000", "2026-11-01T08:00/09:00")]
    public void A_time_in_a_zone_that_the_file_defines(string local, string expected) => Ics.Read(Ics.Calendar(
        Ics.Event($"DTSTART;TZID=Customized Time Zone:{local}", "DURATION:PT1H"), Ics.NewYork)).Is(expected);

    [Fact]
    public void A_zone_whose_changes_are_listed() => Ics.Read(Ics.Calendar(
        """
        BEGIN:VTIMEZONE
        TZID:Ship
        BEGIN:STANDARD
        DTSTART:20250101T000000
        TZOFFSETFROM:+0000
        TZOFFSETTO:+0100
        RDATE:20260201T000000
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:20260115T000000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0330
        END:DAYLIGHT
        END:VTIMEZONE
        """,
        Ics.Event("DTSTART;TZID=Ship:20260110T090000", "DURATION:PT1H"),
        Ics.Event("DTSTART;TZID=Ship:20260120T090000", "DURATION:PT1H"),
        Ics.Event("DTSTART;TZID=Ship:20260210T090000", "DURATION:PT1H")))
        .Is("2026-01-10T08:00/09:00", "2026-01-20T05:30/06:30", "2026-02-10T08:00/09:00");

    [Fact]
    public void A_zone_that_nobody_knows_is_taken_for_that_of_the_shop_and_named()
    {
        var reading = Ics.ReadEvent("DTSTART;TZID=Moon/Base:20260701T090000", "DURATION:PT1H");
        Assert.Equal(["2026-07-01T07:00/08:00"], reading.Times());
        reading.Ignores("names the zone 'Moon/Base', which is not known");
        Assert.Equal(6, reading.Ignored[0].Line);
    }

    [Fact]
    public void An_event_of_a_whole_day_is_a_day_of_the_shop() =>
        Ics.ReadEvent("DTSTART;VALUE=DATE:20260701").Is("2026-06-30T22:00/2026-07-01T22:00");

    [Fact]
    public void A_day_on_which_clocks_change_has_23_hours() =>
        Ics.ReadEvent("DTSTART;VALUE=DATE:20260329", "DTEND;VALUE=DATE:20260330")
            .Is("2026-03-28T23:00/2026-03-29T22:00");

    [Fact]
    public void Several_days_end_before_the_last_date() =>
        Ics.ReadEvent("DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260704")
            .Is("2026-06-30T22:00/2026-07-03T22:00");

    [Fact]
    public void A_time_that_the_clocks_skip_is_moved_on_by_the_gap() =>
        Ics.ReadEvent("DTSTART;TZID=Europe/Berlin:20260329T023000", "DURATION:PT1H").Is("2026-03-29T01:30/02:30");

    [Fact]
    public void A_time_that_comes_twice_is_the_first_one() =>
        Ics.ReadEvent("DTSTART;TZID=Europe/Berlin:20261025T023000", "DURATION:PT1H").Is("2026-10-25T00:30/01:30");

    [Fact]
    public void Odd_minutes_are_rounded_outwards() =>
        Ics.ReadEvent("DTSTART:20260301T080301Z", "DTEND:20260301T085959Z").Is("2026-03-01T08:00/09:00");

    [Fact]
    public void What_touches_is_joined() => Ics.Read(Ics.Calendar(
        Ics.Event("DTSTART:20260301T100000Z", "DTEND:20260301T110000Z"),
        Ics.Event("DTSTART:20260301T080000Z", "DTEND:20260301T090000Z"),
        Ics.Event("DTSTART:20260301T083000Z", "DTEND:20260301T100000Z"),
        Ics.Event("DTSTART:20260301T083000Z", "DTEND:20260301T084000Z"))).Is("2026-03-01T08:00/11:00");

    [Theory]
    [InlineData("TRANSP:TRANSPARENT")]
    [InlineData("STATUS:CANCELLED")]
    [InlineData("transp:transparent")]
    public void An_event_that_takes_no_time(string line) =>
        Ics.ReadEvent("DTSTART:20260301T080000Z", "DTEND:20260301T090000Z", line).Is();

    [Theory]
    [InlineData("TRANSP:OPAQUE")]
    [InlineData("STATUS:TENTATIVE")]
    [InlineData("STATUS:CONFIRMED")]
    public void An_event_that_takes_time(string line) =>
        Ics.ReadEvent("DTSTART:20260301T080000Z", "DTEND:20260301T090000Z", line).Is("2026-03-01T08:00/09:00");

    [Fact]
    public void A_calendar_of_cancellations_takes_no_time() =>
        Ics.Read(Ics.Calendar("METHOD:CANCEL", Ics.Event("DTSTART:20260301T080000Z", "DURATION:PT1H")))
            .Ignores("is cancelled");

    [Fact]
    public void What_lies_outside_the_window_is_cut_off()
    {
        var reading = Ics.Read(
            Ics.Calendar(
                Ics.Event("DTSTART:20251231T230000Z", "DTEND:20260101T010000Z"),
                Ics.Event("DTSTART:20251230T230000Z", "DTEND:20251231T010000Z"),
                Ics.Event("DTSTART:20261231T230000Z", "DTEND:20270101T010000Z"),
                Ics.Event("DTSTART:20270102T230000Z", "DTEND:20270103T010000Z")));
        reading.Is("2026-01-01T00:00/01:00", "2026-12-31T23:00/2027-01-01T00:00");
    }

    [Fact]
    public void An_event_that_began_years_ago_and_lasts_takes_the_whole_window() =>
        Ics.Read(
            Ics.Calendar(Ics.Event("DTSTART:20200101T000000Z", "DTEND:20290101T000000Z")),
            Instant.FromUtc(2026, 1, 1, 0, 0),
            Instant.FromUtc(2026, 1, 3, 0, 0)).Is("2026-01-01T00:00/2026-01-03T00:00");

    [Fact]
    public void Free_and_busy_times_without_events() => Ics.Read(Ics.Calendar(
        """
        BEGIN:VFREEBUSY
        UID:1
        DTSTART:20260301T000000Z
        DTEND:20260401T000000Z
        FREEBUSY:20260301T080000Z/20260301T090000Z,20260302T080000Z/PT30M
        FREEBUSY;FBTYPE=FREE:20260303T080000Z/PT30M
        FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260304T080000Z/PT30M
        FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20260305T080000Z/PT30M
        END:VFREEBUSY
        """)).Is(
            "2026-03-01T08:00/09:00", "2026-03-02T08:00/08:30", "2026-03-04T08:00/08:30", "2026-03-05T08:00/08:30");

    [Fact]
    public void Folded_lines_small_letters_and_parameters_in_quotes() => Ics.Read(
        "\uFEFFbegin:vcalendar\nbegin:vevent\nsummary;X-A=\"a:b;c\":Lunch\ndtstart;tzid=\"Europe/\n Berlin\":2026\n"
        + "\t0701T0900\n 00\nduration:PT\n 1H\nend:vevent\nend:vcalendar").Is("2026-07-01T07:00/08:00");

    [Theory]
    [InlineData("has no DTSTART", "DTEND:20260301T090000Z")]
    [InlineData("has a DTSTART that is not a date or time", "DTSTART:yesterday")]
    [InlineData("has a DTSTART that is not a date or time", "DTSTART:20260230T090000Z")]
    [InlineData("has a DTSTART that is not a date or time", "DTSTART:20260201T250000Z")]
    [InlineData("has a DTEND before its DTSTART", "DTSTART:20260301T090000Z", "DTEND:20260301T080000Z")]
    [InlineData("has a DTEND before its DTSTART", "DTSTART;VALUE=DATE:20260302", "DTEND;VALUE=DATE:20260301")]
    [InlineData("has a DURATION that is not a length", "DTSTART:20260301T090000Z", "DURATION:1H")]
    [InlineData("has a DURATION that is not a length", "DTSTART:20260301T090000Z", "DURATION:-PT1H")]
    [InlineData("has a DURATION that is not a length", "DTSTART:20260301T090000Z", "DURATION:PT1")]
    [InlineData("more than 3660 days", "DTSTART:20260301T090000Z", "DURATION:P99999W")]
    [InlineData("ends when it begins", "DTSTART:20260301T090000Z")]
    [InlineData("cannot be understood", "DTSTART:20260301T090000Z", "DURATION:PT1H", "RRULE:FREQ=SOMETIMES")]
    [InlineData("cannot be understood", "DTSTART:20260301T090000Z", "DURATION:PT1H", "RRULE:every day")]
    public void What_cannot_be_understood_is_left_out_and_named(string reason, params string[] lines)
    {
        var other = Ics.Event("DTSTART:20260501T080000Z", "DURATION:PT1H");
        var reading = Ics.Read(Ics.Calendar(other, Ics.Event(lines)));
        reading.Ignores(reason);
        Assert.Equal(("VEVENT", 9), (reading.Ignored[0].Component, reading.Ignored[0].Line));
        Assert.Contains("2026-05-01T08:00/09:00", reading.Times());
        Assert.Equal(2, reading.Events);
    }

    [Fact]
    public void Tasks_and_alarms_are_no_events()
    {
        var task = "BEGIN:VTODO\nUID:1\nDTSTART:20260301T080000Z\nDUE:20260301T090000Z\nEND:VTODO";
        var reading = Ics.Read(Ics.Calendar(task, task, Ics.Event(
            "DTSTART:20260301T080000Z",
            "DURATION:PT1H",
            "BEGIN:VALARM",
            "TRIGGER:-PT15M",
            "DURATION:PT5H",
            "END:VALARM")));
        reading.Ignores("is no event (2 of them)");
        Assert.Equal(["2026-03-01T08:00/09:00"], reading.Times());
    }
}
