using System.Reflection;
using BookedBarber.Calendars.Reading;
using BookedBarber.Calendars.Tests.Reading;
using NodaTime;

namespace BookedBarber.Calendars.Tests.Files;

/// <summary>A test over files that other programs have written, which are not part of the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealFileFactAttribute : FactAttribute
{
    private const string Folder = "shared/data/calendars";

    public RealFileFactAttribute() => Skip = Directory is null
        ? $"There is no folder {Folder} beside the repository or above it." : null;

    /// <summary>Where the files are; null when they are not here.</summary>
    public static string? Directory { get; } = Find();

    private static string? Find()
    {
        var root = typeof(RealFileFactAttribute).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot").Value!;
        for (var at = new DirectoryInfo(root); at is not null; at = at.Parent)
        {
            if (System.IO.Directory.Exists(Path.Combine(at.FullName, Folder))) return Path.Combine(at.FullName, Folder);
        }

        return null;
    }
}

/// <summary>Files of Outlook, Apple, Google and Mozilla, as they wrote them.</summary>
public sealed class RealFileTests
{
    [RealFileFact]
    public void Every_file_is_taken()
    {
        var files = Directory.GetFiles(RealFileFactAttribute.Directory!, "*.ics");
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Null(Read(Path.GetFileName(file), 2026, 1, 1, days: 400).Problem));
    }

    [RealFileFact]
    public void Google_an_event_of_every_day_in_a_zone_of_the_file() =>
        Read("Google1.ics", 2026, 10, 24, days: 3)
            .Is("2026-10-24T05:00/06:00", "2026-10-25T06:00/07:00", "2026-10-26T06:00/07:00");

    [RealFileFact]
    public void Outlook_whole_weeks_of_every_year() =>
        Read("Bug3007244.ics", 2026, 1, 1, days: 365).Is("2026-05-22T22:00/2026-09-01T22:00");

    [RealFileFact]
    public void Outlook_an_event_that_takes_no_time_between_folded_lines()
    {
        var reading = Read("Outlook2007LineFolds.ics", 2009, 6, 1, days: 60);
        Assert.Equal(1, reading.Events);
        reading.Is();
    }

    [RealFileFact]
    public void Apple_public_holidays_take_whole_days()
    {
        var reading = Read("USHolidays.ics", 2026, 1, 1, days: 365);

        // New Year, and the third Monday of January.
        Assert.Contains("2026-01-18T23:00/2026-01-19T23:00", reading.Times());
        Assert.Contains("2026-11-10T23:00/2026-11-11T23:00", reading.Times());
        Assert.Empty(reading.Ignored);
    }

    [RealFileFact]
    public void Mozilla_every_day_until_a_day_in_a_zone_with_a_name_of_its_own()
    {
        var reading = Read("DailyUntil1.ics", 1997, 1, 1, days: 365);
        Assert.Equal(113, reading.Busy.Length);
        Assert.Equal("1997-09-02T13:00/14:00", reading.Times()[0]);
        Assert.Equal("1997-10-25T13:00/14:00", reading.Times()[53]);
        Assert.Equal("1997-10-26T14:00/15:00", reading.Times()[54]);
        Assert.Equal("1997-12-23T14:00/15:00", reading.Times()[^1]);
    }

    [RealFileFact]
    public void Mozilla_weeks_that_begin_on_sunday()
    {
        var reading = Read("WeeklyUntilWkst1.ics", 1997, 1, 1, days: 365);
        Assert.Equal(10, reading.Busy.Length);
        Assert.Equal("1997-10-02T13:00/14:00", reading.Times()[^1]);
    }

    [RealFileFact]
    public void Mozilla_the_third_of_some_weekdays_of_a_month() =>
        Read("MonthlyBySetPos1.ics", 1997, 1, 1, days: 365)
            .Is("1997-09-04T13:00/14:00", "1997-10-07T13:00/14:00", "1997-11-06T14:00/15:00");

    [RealFileFact]
    public void Mozilla_the_twentieth_monday_of_each_year() =>
        Read("YearlyByDay1.ics", 1997, 1, 1, days: 1100)
            .Is("1997-05-19T13:00/14:00", "1998-05-18T13:00/14:00", "1999-05-17T13:00/14:00");

    [RealFileFact]
    public void Mozilla_tasks_are_no_events()
    {
        var reading = Read("Calendar1.ics", 2006, 1, 1, days: 400);
        Assert.Contains(reading.Ignored, part => part.Component == "VTODO" && part.Reason.StartsWith("is no event"));
    }

    [RealFileFact]
    public void Mozilla_a_new_year_that_takes_no_time() => Read("TimeZone3.ics", 2026, 1, 1, days: 365).Is();

    [RealFileFact]
    public void An_event_without_a_start_is_named() =>
        Read("RecurrenceDates1.ics", 1996, 1, 1, days: 800).Ignores("has no DTSTART");

    [RealFileFact]
    public void Events_without_a_length_take_no_time()
    {
        var reading = Read("EventStatus.ics", 2025, 1, 1, days: 30);
        Assert.Equal(4, reading.Events);
        Assert.Equal(3, reading.IgnoredCount);
        Assert.All(reading.Ignored, part => Assert.Equal("ends when it begins", part.Reason));
    }

    private static BusyReading Read(string name, int year, int month, int day, int days)
    {
        var from = Instant.FromUtc(year, month, day, 0, 0);
        return Ics.Read(
            File.ReadAllText(Path.Combine(RealFileFactAttribute.Directory!, name)), from, from + Duration.FromDays(days));
    }
}
