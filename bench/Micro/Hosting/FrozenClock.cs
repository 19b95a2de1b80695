namespace BookedBarber.Micro.Hosting;

/// <summary>
/// It stays the moment at which the host started, so that a shop never compares its copies meanwhile.
/// </summary>
internal sealed class FrozenClock : TimeProvider
{
    private readonly DateTimeOffset _now = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _now;
}
