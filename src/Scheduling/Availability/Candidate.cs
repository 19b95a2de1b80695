namespace BookedBarber.Scheduling.Availability;

/// <summary>A barber who could take a visit.</summary>
/// <param name="BarberId">Who.</param>
/// <param name="Free">Bit <c>i</c> is set when tick <c>FreeFirstTick + i</c> is free.</param>
/// <param name="FreeFirstTick">The tick of bit 0.</param>
/// <param name="Shape">How long the visit takes with this barber.</param>
public readonly record struct Candidate(
    Guid BarberId, ReadOnlyMemory<ulong> Free, int FreeFirstTick, ServiceShape Shape);
