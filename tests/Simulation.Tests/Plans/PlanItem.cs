using BookedBarber.Simulation.Tests.Database;

namespace BookedBarber.Simulation.Tests.Plans;

/// <summary>Something that happens at a time. Its number decides what chance has for it.</summary>
internal abstract record PlanItem(int Number, TimeSpan At);

/// <summary>A client books one start, and perhaps goes on from there.</summary>
/// <param name="Slot">Which quarter of an hour, counted from the first.</param>
/// <param name="Barber">Whom they want; null for any.</param>
/// <param name="Held">Whether a deposit is asked for.</param>
/// <param name="Clicks">How often they click at once.</param>
/// <param name="Then">What they do afterwards.</param>
/// <param name="Wait">After how long.</param>
/// <param name="OtherSlot">Where they reschedule to.</param>
/// <param name="FirstCopyLate">By how much the first copy of their request comes late; others follow meanwhile.</param>
internal sealed record Visit(
    int Number, TimeSpan At, int Slot, int? Barber, bool Held, int Clicks, Then Then, TimeSpan Wait, int OtherSlot,
    TimeSpan FirstCopyLate)
    : PlanItem(Number, At);

/// <summary>Many want the same start at the same moment.</summary>
internal sealed record Stampede(int Number, TimeSpan At, int Slot, int? Barber, int Clients) : PlanItem(Number, At);

/// <summary>Two clients who have booked want to change places.</summary>
internal sealed record Swap(int Number, TimeSpan At, int Slot, int OtherSlot, int Barber) : PlanItem(Number, At);

/// <summary>Somebody looks at the open starts of a barber, again and again.</summary>
internal sealed record Browse(int Number, TimeSpan At, int Barber, int Looks) : PlanItem(Number, At);

/// <summary>A barber takes time off, whether or not somebody has booked it.</summary>
internal sealed record TakeTimeOff(int Number, TimeSpan At, int Slot, int Quarters, int Barber) : PlanItem(Number, At);

/// <summary>Somebody inserts a row by hand.</summary>
internal sealed record WriteByHand(int Number, TimeSpan At, int Slot, int Barber) : PlanItem(Number, At);

/// <summary>The database is not well for a while.</summary>
internal sealed record DatabaseFault(int Number, TimeSpan At, Health Health, TimeSpan Length) : PlanItem(Number, At);

/// <summary>Messages between grains, and between the front door and the grains, have bad luck for a while.</summary>
internal sealed record NetworkFault(int Number, TimeSpan At, int OneIn, TimeSpan Length) : PlanItem(Number, At);

/// <summary>The clock of a process is set, which makes it wrong by so much.</summary>
internal sealed record SetClock(int Number, TimeSpan At, int Process, TimeSpan Ahead) : PlanItem(Number, At);

/// <summary>A process dies, and starts again after a while.</summary>
/// <param name="Steps">How many pieces of work are still done before it dies.</param>
internal sealed record Kill(int Number, TimeSpan At, int Process, int Steps, TimeSpan Down) : PlanItem(Number, At);

/// <summary>What a client does after they have booked.</summary>
internal enum Then
{
    Nothing,
    Cancel,
    Reschedule,
    RescheduleToAny,
    RescheduleAndBack,
    RescheduleAgainstCancel,
    Confirm,
    BookAgain,
    BookOtherWithSameKey,
}
