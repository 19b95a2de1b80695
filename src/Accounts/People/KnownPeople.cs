using System.Collections.Concurrent;

namespace BookedBarber.Accounts.People;

/// <summary>
/// Who is signed in, remembered for a few seconds: a request costs no query, and what is taken from somebody is gone
/// that soon at every front door, and at once at the one where it was taken.
/// </summary>
public sealed class KnownPeople(PeopleReads reads, TimeProvider clock)
{
    private const int MaxKnown = 10_000;
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, (Task<SignedIn?> Found, long At)> _sessions = new();
    private readonly ConcurrentDictionary<Guid, (Task<SignedIn?> Found, long At)> _people = new();

    /// <summary>Who has a session of a program; null when it has ended.</summary>
    public Task<SignedIn?> BySessionAsync(Guid session) => RecallAsync(
        _sessions, session, id => reads.FindBySessionAsync(id, clock.GetUtcNow(), CancellationToken.None));

    /// <summary>Somebody by their id; whether with two factors, the caller knows.</summary>
    public async Task<Person?> ByIdAsync(Guid user) => (await RecallAsync(_people, user, ReadAsync))?.Person;

    /// <summary>Something about somebody has changed: whoever asks next is told what is so now.</summary>
    public void Forget()
    {
        // Changes are rare, and a session does not say whose it is until it was looked up.
        _sessions.Clear();
        _people.Clear();
    }

    private async Task<SignedIn?> ReadAsync(Guid user) =>
        await reads.FindAsync(user, CancellationToken.None) is { } person ? new SignedIn(person, false, null) : null;

    private Task<SignedIn?> RecallAsync(
        ConcurrentDictionary<Guid, (Task<SignedIn?> Found, long At)> known,
        Guid id,
        Func<Guid, Task<SignedIn?>> read)
    {
        if (known.TryGetValue(id, out var one)
            && clock.GetElapsedTime(one.At) < Memory
            && !one.Found.IsFaulted && !one.Found.IsCanceled)
        {
            return one.Found;
        }

        if (known.Count >= MaxKnown)
        {
            known.Clear();
        }

        // As old as its question: the time is taken before.
        var at = clock.GetTimestamp();
        var found = read(id);
        known[id] = (found, at);
        return found;
    }
}
