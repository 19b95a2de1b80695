using BookedBarber.Simulation.Tests.Runs;
using Orleans;
using Orleans.Runtime;

namespace BookedBarber.Simulation.Tests.Processes;

/// <summary>
/// What happens to a message from one grain to another, as if they were on two silos: it is lost, its answer is lost,
/// or it comes late.
/// </summary>
internal sealed class SimulatedNetwork(EventLoop loop, Randomness random) : IIncomingGrainCallFilter
{
    /// <summary>One message in so many has bad luck; 0 for none.</summary>
    public int OneIn { get; set; }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (OneIn == 0 || context.SourceId is null || !random.OneIn(OneIn))
        {
            await context.Invoke();
            return;
        }

        switch (random.Below(3))
        {
            case 0:
                throw Lost();
            case 1:
                await context.Invoke();
                throw Lost();
            default:
                await loop.Delay(TimeSpan.FromMilliseconds(random.Between(1, 4_000)));
                await context.Invoke();
                break;
        }
    }

    private static SiloUnavailableException Lost() => new("The silo at the other end is gone.");
}
