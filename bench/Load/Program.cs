using System.Globalization;
using BookedBarber.Bench;
using BookedBarber.Bench.Generator;
using BookedBarber.Bench.Report;
using BookedBarber.Bench.Scenarios;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
LoadGenerator.UseOneThread();
using var interruption = Interruption.Watch();
try
{
    var options = BenchOptions.Read(args);
    switch (options.Scenario)
    {
        case "capacity":
            await Capacity.RunAsync(options);
            return 0;
        case "cluster":
            await Cluster.RunAsync(options);
            return 0;
    }

    Func<BenchOptions, Task<Findings>> scenario = options.Scenario switch
    {
        "availability" => Availability.RunAsync,
        "bookings" => Bookings.RunAsync,
        "crowd" => Crowd.RunAsync,
        "mix" => Mix.RunAsync,
        "stampede" => Stampede.RunAsync,
        "start" => FirstAnswer.RunAsync,
        "table" => RatioTable.RunAsync,
        _ => throw new ArgumentException(BenchOptions.Usage),
    };
    var findings = await scenario(options);
    var machine = Machine.Read();
    Table.WriteFindings(findings, machine);
    if (options.Json is { } path)
    {
        await FindingsFile.WriteAsync(path, findings, machine, options);
    }

    return findings.OursFailed ? 1 : 0;
}
catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IOException
    or TimeoutException or OperationCanceledException or HttpRequestException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
