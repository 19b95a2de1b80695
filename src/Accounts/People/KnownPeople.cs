namespace BookedBarber.Accounts.People;

/// <summary>
/// Who is signed in, remembered for a few seconds: a request costs no query, and what is taken from somebody is gone
/// that soon at every front door, and at once at the one where it was taken.
/// </summary>
public sealed class KnownPeople(PeopleReads reads, TimeProvider clock)
{
    private readonly RecentReads<SignedIn> _sessions = new(clock);
    private readonly RecentReads<SignedIn> _people = new(clock);

    /// <summary>Who has a session of a program; null when it has ended.</summary>
    public Task<SignedIn?> BySessionAsync(Guid session) => _sessions.RecallAsync(
        session, id => reads.FindBySessionAsync(id, clock.GetUtcNow(), CancellationToken.None));

    /// <summary>Somebody by their id; whether with two factors, the caller knows.</summary>
    public async Task<Person?> ByIdAsync(Guid user) => (await _people.RecallAsync(user, ReadAsync))?.Person;

    /// <summary>Something about somebody has changed: whoever asks next is told what is so now.</summary>
    public void Forget()
    {
        // Changes are rare, and a session does not say whose it is until it was looked up.
        _sessions.Forget();
        _people.Forget();
    }

    private async Task<SignedIn?> ReadAsync(Guid user) =>
        await reads.FindAsync(user, CancellationToken.None) is { } person ? new SignedIn(person, false, null) : null;
}
