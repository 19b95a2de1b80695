using BookedBarber.Silo.Operations;
using BookedBarber.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BookedBarber.Silo.Tests.Operations;

/// <summary>Where the processes of a cluster find each other's figures.</summary>
public sealed class FigureTableTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private string _connectionString = "";

    [PostgresFact]
    public async Task Processes_find_what_all_have_reported_last()
    {
        await using var table = await OpenAsync();
        var (one, other) = (Figures("one", 2), Figures("other", 3));
        await table.WriteAsync(one, Long, default);
        await table.WriteAsync(other, Long, default);
        await table.WriteAsync(one with { Seconds = 4 }, Long, default);

        var found = (await table.ReadAsync(default)).OrderBy(report => report.Figures.Name).ToList();

        Assert.Equal([one.Process, other.Process], found.Select(report => report.Figures.Process));
        Assert.Equal([4.0, 3.0], found.Select(report => report.Figures.Seconds));
        Assert.All(found, report => Assert.InRange(report.AgeSeconds, 0, 60));
        Assert.Equal(5, found[0].Figures.Counters["accepted"]);
        Assert.Equal([1, 2], found[0].Figures.Histograms["flushes"].Counts);
        Assert.Equal("busy", Assert.Single(found[0].Figures.Shops).Slug);
    }

    [PostgresFact]
    public async Task Who_ends_is_gone_and_who_is_silent_for_long_is_forgotten()
    {
        await using var table = await OpenAsync();
        var (one, other, third) = (Figures("one", 2), Figures("other", 2), Figures("third", 2));
        await table.WriteAsync(one, Long, default);
        await table.WriteAsync(other, Long, default);

        await table.RemoveAsync(one.Process, default);
        Assert.Equal("other", Assert.Single(await table.ReadAsync(default)).Figures.Name);

        await table.WriteAsync(third, TimeSpan.FromSeconds(-1), default);
        Assert.Empty(await table.ReadAsync(default));
    }

    [PostgresFact]
    public async Task What_a_program_of_another_version_reports_is_passed_over()
    {
        await using var table = await OpenAsync();
        await table.WriteAsync(Figures("one", 2), Long, default);
        await using var database = NpgsqlDataSource.Create(_connectionString);
        await using var insert = database.CreateCommand(
            """insert into process_figures values (gen_random_uuid(), now(), '{"process": "of the future"}')""");
        await insert.ExecuteNonQueryAsync();

        Assert.Equal("one", Assert.Single(await table.ReadAsync(default)).Figures.Name);
    }

    [PostgresFact]
    public async Task While_the_database_is_away_the_others_grow_silent_and_do_not_vanish()
    {
        await using var table = await OpenAsync();
        await table.WriteAsync(Figures("one", 2), Long, default);
        await using var database = NpgsqlDataSource.Create(_connectionString);
        var clock = new ManualTimeProvider();
        using var reports = new FigureReports(own: null!, table, clock, NullLogger<FigureReports>.Instance);
        var before = Assert.Single(await reports.ReadAllAsync(default));

        await using var away = database.CreateCommand("alter table process_figures rename to away");
        await away.ExecuteNonQueryAsync();
        clock.Advance(TimeSpan.FromSeconds(20));
        var meanwhile = Assert.Single(await reports.ReadAllAsync(default));
        await using var back = database.CreateCommand("alter table away rename to process_figures");
        await back.ExecuteNonQueryAsync();
        var afterwards = Assert.Single(await reports.ReadAllAsync(default));

        Assert.Equal(before.Figures.Process, meanwhile.Figures.Process);
        Assert.Equal(before.AgeSeconds + 20, meanwhile.AgeSeconds, 3);
        Assert.InRange(afterwards.AgeSeconds, 0, 19);
    }

    private async Task<FigureTable> OpenAsync()
    {
        _connectionString = await postgres.CreateDatabaseAsync();
        return new FigureTable(_connectionString, NullLoggerFactory.Instance);
    }

    private static ProcessFigures Figures(string name, double seconds) => new()
    {
        Process = Guid.NewGuid(),
        Name = name,
        IsFrontDoor = true,
        HostsGrains = true,
        Version = "1",
        GrainRuntime = "Embedded",
        Seconds = seconds,
        Counters = new Dictionary<string, long> { ["accepted"] = 5 },
        Gauges = new Dictionary<string, long>(),
        Histograms = new Dictionary<string, HistogramFigures> { ["flushes"] = new([0.1], [1, 2], 0.3) },
        Shops = [new("busy", 1, 2)],
    };
}
