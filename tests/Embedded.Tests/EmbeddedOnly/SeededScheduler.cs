using Orleans.Hosting;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

/// <summary>Runs everything on the caller's thread, in an order that a seed decides.</summary>
internal sealed class SeededScheduler(int seed) : IGrainScheduler
{
    private readonly Random _random = new(seed);
    private readonly List<IThreadPoolWorkItem> _ready = [];

    public void Schedule(IThreadPoolWorkItem item) => _ready.Add(item);

    public void RunToRest()
    {
        while (_ready.Count > 0)
        {
            var index = _random.Next(_ready.Count);
            var item = _ready[index];
            _ready.RemoveAt(index);
            item.Execute();
        }
    }
}
