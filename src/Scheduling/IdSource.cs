namespace BookedBarber.Scheduling;

/// <summary>Makes the ids of what is new. One per process; thread-safe. A simulation has one of its own.</summary>
public class IdSource(TimeProvider clock)
{
    /// <summary>A UUIDv7 (RFC 9562, 5.7): later ones sort behind earlier ones, to the millisecond.</summary>
    public virtual Guid Next() => Guid.CreateVersion7(clock.GetUtcNow());
}
