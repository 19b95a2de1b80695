using Orleans.Hosting;

namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>Where the grains of one process run: in the loop, until the process dies.</summary>
internal sealed class LoopScheduler(EventLoop loop, Lifetime lifetime) : IGrainScheduler
{
    public void Schedule(IThreadPoolWorkItem item) => loop.Post(lifetime, item);
}
