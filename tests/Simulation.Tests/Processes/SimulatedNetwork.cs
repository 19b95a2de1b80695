using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Ledger;
using BookedBarber.Simulation.Tests.Runs;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Storage;

namespace BookedBarber.Simulation.Tests.Processes;

/// <summary>
/// What happens to a message from one grain to another, as if they were on two silos: it is lost, its answer is lost,
/// it comes late, or it comes twice.
/// </summary>
internal sealed class SimulatedNetwork(EventLoop loop, Randomness random) : IIncomingGrainCallFilter
{
    /// <summary>One message in so many has bad luck; 0 for none.</summary>
    public int OneIn { get; set; }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        // A request to book names no revision that would stop a second copy of it while its caller still waits, and no
        // network of ours makes one so soon; the front door makes those that come later.
        if (OneIn == 0 || context.MethodName == nameof(IShopGrain.Book) || !random.OneIn(OneIn))
        {
            await context.Invoke();
            return;
        }

        // What else may happen to those from outside, the front door does to them.
        switch (context.SourceId is null ? 2 : random.Below(4))
        {
            case 0:
                throw Lost();
            case 1:
                await context.Invoke();
                throw Lost();
            case 2:
                await InvokeTwiceAsync(context);
                break;
            default:
                await loop.Delay(Late());
                await context.Invoke();
                break;
        }
    }

    // The second copy of what waits for its turn comes at once, since it cannot wait here; others come whenever they do.
    private async Task InvokeTwiceAsync(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        var answer = context.Result;
        var second = InvokeAgainAsync(context);
        if (!MayComeLate(context))
        {
            await second;
        }

        if (answer is not null)
        {
            context.Result = answer;
        }
    }

    private async Task InvokeAgainAsync(IIncomingGrainCallContext context)
    {
        try
        {
            if (MayComeLate(context))
            {
                await loop.Delay(Late());
            }

            await context.Invoke();
        }
        catch (Exception exception) when (exception is LedgerUnavailableException or OrleansException or TimeoutException
            or InconsistentStateException)
        {
            // Nobody waits for the second answer.
        }
    }

    private TimeSpan Late() => TimeSpan.FromMilliseconds(random.Between(1, 4_000));

    private static bool MayComeLate(IIncomingGrainCallContext context) =>
        context.InterfaceMethod.IsDefined(typeof(AlwaysInterleaveAttribute), inherit: false);

    private static SiloUnavailableException Lost() => new("The silo at the other end is gone.");
}
