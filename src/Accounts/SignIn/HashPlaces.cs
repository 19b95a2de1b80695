namespace BookedBarber.Accounts.SignIn;

/// <summary>
/// The hash of a password takes a core for a tenth of a second, and anybody may ask for one: so only so many are made
/// at a time, and whoever books has the other cores.
/// </summary>
public sealed class HashPlaces : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _places = new(Count);

    /// <summary>How many hashes are made at a time: half of the cores', and one at least.</summary>
    public static int Count { get; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>A place to hash in, until it is disposed of.</summary>
    /// <exception cref="TooBusyException">Others had all places for a second.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken end) =>
        await _places.WaitAsync(Patience, end) ? new Place(_places) : throw new TooBusyException();

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}

/// <summary>
/// Too many want their password checked at once; nothing was done, and the same request will do later.
/// </summary>
public sealed class TooBusyException() : Exception("Too many passwords are being checked; repeat the request.")
{
    /// <summary>When to come back.</summary>
    public const int RetryAfterSeconds = 1;
}
