using System.Collections.Immutable;

namespace BookedBarber.Scheduling.Availability;

/// <summary>A start that is open instead of the one that was wanted.</summary>
/// <param name="StartTick">When the client may come, in UTC ticks.</param>
/// <param name="Barbers">Who could take the visit then, in the order of the candidates; at least one.</param>
public sealed record Alternative(int StartTick, ImmutableArray<Guid> Barbers);
