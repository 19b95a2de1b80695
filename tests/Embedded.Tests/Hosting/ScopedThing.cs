namespace BookedBarber.Embedded.Tests.Hosting;

/// <summary>A scoped service that says when its scope ends.</summary>
public sealed class ScopedThing(ScopedThing.Counter counter) : IDisposable
{
    public void Dispose() => counter.Disposed++;

    public sealed class Counter
    {
        public int Disposed { get; set; }
    }
}
