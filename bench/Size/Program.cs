using System.Diagnostics;
using System.Globalization;
using BookedBarber.Silo.Database;
using BookedBarber.Silo.Telemetry;
using BookedBarber.Size;
using BookedBarber.Size.Hosting;
using BookedBarber.Size.Measuring;
using BookedBarber.Size.Seeding;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    var options = SizeOptions.Read(args);
    var town = Town.Plan(options);
    var directory = Directory.CreateTempSubdirectory("bookedbarber-size-").FullName;
    if (!OperatingSystem.IsWindows())
    {
        // A server that root starts runs as another user.
        File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
    }

    try
    {
        await MeasureAsync(town, directory);
    }
    finally
    {
        Directory.Delete(directory, recursive: true);
    }

    return 0;
}
catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or SiloDatabaseException
    or NpgsqlException or TimeoutException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}

static async Task MeasureAsync(Town town, string directory)
{
    await using var server = await SiloDatabase.OpenAsync(null, directory, NullLoggerFactory.Instance, default);
    await using var database = NpgsqlDataSource.Create(server.ConnectionString + ";Command Timeout=0");
    Console.WriteLine(
        $"{town.All.Count * Shop.BarberCount:N0} barbers in {town.All.Count:N0} shops, grains on "
        + $"{RunningProgram.GrainRuntime}, {RunningProgram.DotNet}, PostgreSQL {await VersionAsync(database)}");
    await TimedAsync("shops and barbers written", () => GrainRows.CopyAsync(database, town.All));

    await using var host = await GrainsHost.StartAsync(server.ConnectionString);
    await DayOfAShop.MeasureAsync(host.Grains, town.WarmUp);
    await host.CollectIdleAsync();
    await Activations.MeasureAsync(host, town.All);
    var empty = await DayOfAShop.MeasureAsync(host.Grains, town.Early);

    Console.WriteLine();
    var rows = town.WithAYear.Count * Shop.BarberCount * YearOfBookings.RowsOfBarber;
    await TimedAsync(
        $"{rows:N0} appointments written, {YearOfBookings.RowsOfBarber:N0} for each of "
        + $"{town.WithAYear.Count * Shop.BarberCount:N0} barbers",
        () => YearOfBookings.CopyAsync(database, town.WithAYear));
    var quiet = await DayOfAShop.MeasureAsync(host.Grains, town.Quiet);
    var busy = await DayOfAShop.MeasureAsync(host.Grains, town.Busy);

    Console.WriteLine();
    Console.WriteLine(
        $"{"ms, one at a time: p50 (p99)",-28}{"empty database",20}{"others' year",28}{"a year of its own",28}");
    foreach (var ((what, before), (_, others), (_, own)) in empty.All.Zip(quiet.All, busy.All))
    {
        Console.WriteLine($"{what,-28}{Text(before),20}{Text(others, before),28}{Text(own, before),28}");
    }
}

static string Text(Times times, Times? before = null) =>
    $"{times.P50:0.000} ({times.P99:0.000})" + (before is null ? "" : $" {times.P50 / before.P50,5:0.00}×");

static async Task<string> VersionAsync(NpgsqlDataSource database)
{
    await using var connection = await database.OpenConnectionAsync();
    return connection.PostgreSqlVersion.ToString();
}

static async Task TimedAsync(string what, Func<Task> work)
{
    var started = Stopwatch.GetTimestamp();
    await work();
    Console.WriteLine($"{what} in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
}
