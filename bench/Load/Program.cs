using System.Globalization;
using BookedBarber.Bench;
using BookedBarber.Bench.Generator;
using BookedBarber.Bench.Scenarios;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
LoadGenerator.UseOneThread();
using var interruption = Interruption.Watch();
try
{
    var options = BenchOptions.Read(args);
    Func<BenchOptions, Task> scenario = options.Scenario switch
    {
        "availability" => Availability.RunAsync,
        "bookings" => Bookings.RunAsync,
        "capacity" => Capacity.RunAsync,
        "cluster" => Cluster.RunAsync,
        "mix" => Mix.RunAsync,
        "stampede" => Stampede.RunAsync,
        _ => throw new ArgumentException(BenchOptions.Usage),
    };
    await scenario(options);
    return 0;
}
catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IOException
    or TimeoutException or OperationCanceledException or HttpRequestException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
