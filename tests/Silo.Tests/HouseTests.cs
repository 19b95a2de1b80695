using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BookedBarber.Silo.Tests;

/// <summary>The plan of the house, as docs/architecture.md draws it: who may lean on whom.</summary>
public sealed partial class HouseTests
{
    private static readonly string Root = typeof(HouseTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    // Room, the rooms that it may reference, the packages that it may reference.
    private static readonly (string Room, string[] Rooms, string[] Packages)[] Plan =
    [
        ("Scheduling", [], ["NodaTime"]),
        ("Calendars", ["Scheduling"], ["Ical.Net"]),
        ("Ledger", ["Scheduling"], ["Npgsql"]),
        ("Embedded", [], ["Npgsql"]),
        ("Grains.Interfaces", ["Scheduling"], []),
        ("Grains", ["Calendars", "Grains.Interfaces", "Ledger"], []),
        (
            "Silo",
            ["Grains"],
            [
                "Microsoft.Orleans.Clustering.AdoNet", "Microsoft.Orleans.Dashboard",
                "Microsoft.Orleans.Persistence.AdoNet", "Microsoft.Orleans.Reminders.AdoNet", "Microsoft.Orleans.Server",
                "OpenTelemetry.Exporter.OpenTelemetryProtocol", "OpenTelemetry.Extensions.Hosting",
                "OpenTelemetry.Instrumentation.AspNetCore",
            ]
        ),
        (
            "Accounts",
            ["Ledger"],
            ["MailKit", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Npgsql.EntityFrameworkCore.PostgreSQL"]
        ),
        ("Web", ["Grains.Interfaces"], ["QRCoder"]),
        ("Api", ["Accounts", "Calendars", "Grains.Interfaces", "Silo", "Web"], ["Microsoft.AspNetCore.OpenApi"]),
    ];

    public static TheoryData<string> Rooms => [.. Plan.Select(room => room.Room)];

    [Fact]
    public void There_are_these_rooms_and_no_others() => Assert.Equal(
        Plan.Select(room => room.Room).Order(),
        Directory.GetDirectories(Path.Combine(Root, "src")).Select(path => Path.GetFileName(path)).Order());

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_leans_on_what_the_plan_says(string room)
    {
        var (_, rooms, packages) = Plan.Single(planned => planned.Room == room);
        var project = XDocument.Load(Path.Combine(Root, "src", room, $"{room}.csproj"));
        Assert.Equal(rooms.Order(), References(project).Order());
        Assert.Equal(packages.Order(), Named(project, "PackageReference").Order());
    }

    [Theory]
    [InlineData("Scheduling", @"\bOrleans\b|Npgsql|Microsoft\.(AspNetCore|Extensions)|System\.(IO|Net|Data)\.", "Ledger")]
    [InlineData("Calendars", @"\bOrleans\b|Npgsql|Microsoft\.(AspNetCore|Extensions)|System\.(IO|Net|Data)\.", "Ledger")]
    [InlineData("Embedded", @"BookedBarber\.", "Grains")]
    [InlineData("Grains.Interfaces", @"Npgsql|BookedBarber\.Ledger|BookedBarber\.Grains\.(?!Interfaces)", "Grains")]
    [InlineData("Grains", @"Npgsql|Microsoft\.AspNetCore|BookedBarber\.(Api|Silo)", "Api")]
    [InlineData("Accounts", @"\bOrleans\b|BookedBarber\.(Grains|Silo|Api|Scheduling)", "Silo")]
    [InlineData("Web", @"Npgsql|IGrainFactory|BookedBarber\.(Api|Silo|Ledger)|BookedBarber\.Grains\.(?!Interfaces)", "Silo")]
    [InlineData("Ledger", @"\bOrleans\b|BookedBarber\.(Grains|Silo|Api)|Microsoft\.AspNetCore", "Silo")]
    [InlineData("Api", @"\bNpgsql(Connection|Command|DataSource)|BookedBarber\.Ledger|BookedBarber\.Grains\.(?!Interfaces)", "Silo")]
    public void A_room_does_not_speak_of_what_is_none_of_its_business(string room, string pattern, string other)
    {
        var business = new Regex(pattern);
        Assert.Contains(Sources(other), file => business.IsMatch(Code(file)));
        Assert.All(Sources(room), file => Assert.False(
            business.IsMatch(Code(file)), $"{file} speaks of {business.Match(Code(file)).Value}."));
    }

    [Theory]
    [InlineData("Scheduling")]
    [InlineData("Calendars")]
    [InlineData("Grains.Interfaces")]
    [InlineData("Grains")]
    [InlineData("Ledger")]
    public void The_runtime_is_not_chosen_in_the_code_of_a_room(string room) => Assert.All(
        Sources(room), file => Assert.DoesNotMatch(@"(?m)^\s*#if", File.ReadAllText(file)));

    [Fact]
    public void Time_is_asked_of_a_TimeProvider()
    {
        var clocks = ClockPattern();
        Assert.All(
            Plan.SelectMany(room => Sources(room.Room)),
            file => Assert.False(clocks.IsMatch(File.ReadAllText(file)), $"{file} asks the machine for the time."));
    }

    [Fact]
    public void A_file_is_at_most_400_lines_of_at_most_120_characters()
    {
        Assert.All(Plan.SelectMany(room => Sources(room.Room)), file =>
        {
            var lines = File.ReadAllLines(file);
            Assert.True(lines.Length <= 400, $"{file} has {lines.Length} lines.");
            Assert.True(lines.All(line => line.Length <= 120), $"{file} has a line of more than 120 characters.");
        });
    }

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(Utc)?Now\b|SystemClock\.Instance|\bThread\.Sleep\b")]
    private static partial Regex ClockPattern();

    private static HashSet<string> References(XDocument project) =>
        [.. Named(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path))];

    // Comments may say what they like, and strings are for people.
    private static string Code(string file) => CommentsAndStrings().Replace(File.ReadAllText(file), "");

    [GeneratedRegex(@"//.*$|""(\\.|[^""\\\n])*""", RegexOptions.Multiline)]
    private static partial Regex CommentsAndStrings();

    private static IEnumerable<string> Named(XDocument project, string element) =>
        project.Descendants(element).Select(reference => reference.Attribute("Include")!.Value);

    private static IEnumerable<string> Sources(string room) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", room), "*.cs", SearchOption.AllDirectories);
}
