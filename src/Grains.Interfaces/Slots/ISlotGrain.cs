using Orleans.Concurrency;

namespace BookedBarber.Grains.Interfaces.Slots;

/// <summary>
/// One wanted start that has a life of its own: it is held until a deadline. The key is made by <see cref="SlotKey"/>.
/// </summary>
[Alias("ISlotGrain")]
public interface ISlotGrain : IGrainWithStringKey
{
    /// <summary>
    /// Sees to it that the hold ends on time, also when this process does not live until then. Called before the hold
    /// is committed, so that there is never a hold without somebody who ends it.
    /// </summary>
    [AlwaysInterleave]
    [Alias("Guard")]
    Task Guard(DateTimeOffset holdExpiresAt);
}
