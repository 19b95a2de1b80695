using BookedBarber.Capacity.Demand;
using BookedBarber.Capacity.Measured;

namespace BookedBarber.Capacity.Days;

/// <summary>What there is, and what it carries.</summary>
internal sealed record Plan(Workload Api, Workload Silo, MeasuredNumbers Measured);

/// <summary>A moment of the day.</summary>
/// <param name="Second">Seconds since midnight.</param>
/// <param name="Load">What clients want.</param>
/// <param name="Api">The front door.</param>
/// <param name="Silo">The silos.</param>
/// <param name="TurnSecondsP95">How long a turn takes.</param>
/// <param name="ActivationsShare">Grains that are active, as a share of what fits into the memory of the silos.</param>
internal sealed record Moment(
    int Second, Load Load, Standing Api, Standing Silo, double TurnSecondsP95, double ActivationsShare);

/// <summary>A Saturday with so many clients, as the autoscalers of a plan would live through it.</summary>
internal static class Day
{
    /// <summary>The autoscaler looks each so many seconds, which is the default of Kubernetes.</summary>
    public const int StepSeconds = 15;

    /// <summary>Grains that a client keeps active: a shop and ten barbers for each 25 clients.</summary>
    public const double ActivationsPerClient = 11.0 / 25;

    /// <summary>What a pod takes besides its program: a node is chosen, a container starts, a probe is due.</summary>
    public const int PodSeconds = 15;

    // Grains that nobody asks for go after a quarter of an hour.
    private const int IdleSeconds = 15 * 60;

    // Nearer to one, the formula of a queue says more of itself than of a program.
    private const double MostUse = 0.99;

    /// <summary>All moments from midnight to midnight.</summary>
    public static IReadOnlyList<Moment> Replay(Plan plan, int clients)
    {
        var saturday = new Saturday(clients);
        var measured = plan.Measured;
        var untilReady = PodSeconds + (int)Math.Ceiling(measured.SecondsUntilReady);
        var api = new ScaledWorkload(plan.Api, untilReady);
        var silo = new ScaledWorkload(plan.Silo, untilReady);
        var moments = new List<Moment>();
        var recent = new Queue<double>();
        for (var now = 0; now < 24 * 3600; now += StepSeconds)
        {
            var load = saturday.At(now);
            recent.Enqueue(load.Clients);
            if (recent.Count > IdleSeconds / StepSeconds)
            {
                recent.Dequeue();
            }

            var activations = recent.Max() * ActivationsPerClient;
            var front = api.Under(now, load.RequestsPerSecond / measured.ApiRequestsPerSecondPerCpu);
            var back = silo.Under(
                now,
                load.PagesPerSecond / measured.SiloPagesPerSecondPerCpu
                + load.BookingsPerSecond / measured.SiloBookingsPerSecondPerCpu);
            var turn = measured.TurnSecondsP95Unloaded / (1 - Math.Min(back.Use, MostUse));
            var room = back.Ready * plan.Silo.MemoryGiB * measured.ActivationsPerGiB;
            moments.Add(new Moment(now, load, front, back, turn, activations / room));

            api.Scale(now, name => name == "cpu" ? Percent(front, plan.Api) : throw Unknown(name));
            silo.Scale(now, name => name switch
            {
                "cpu" => Percent(back, plan.Silo),
                "orleans_catalog_activations" => activations / back.Ready,
                "bookedbarber_grains_turn_duration_seconds_p95" => turn,
                _ => throw Unknown(name),
            });
        }

        return moments;
    }

    private static double Percent(Standing standing, Workload workload) =>
        100 * Math.Min(standing.Use, workload.MostCpus / workload.Cpus);

    private static InvalidOperationException Unknown(string name) => new($"The metric {name} is not modelled.");
}
