namespace BookedBarber.Ledger;

/// <summary>The bounds of a <see cref="PostgresLedger"/>.</summary>
public sealed record LedgerOptions
{
    /// <summary>How many entries may wait to be sent; further ones are refused at once.</summary>
    public int QueueLimit { get; set; } = 8192;

    /// <summary>How many rows one flush writes at most. More gain nothing, and make the next ones wait.</summary>
    public int MaxFlushRows { get; set; } = 256;

    /// <summary>How long a caller waits for the outcome of its entry.</summary>
    public TimeSpan CommitDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a caller waits for a read, repetitions included.</summary>
    public TimeSpan ReadDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the database may take for one flush before its outcome counts as unknown.</summary>
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How many flushes of unknown outcome are looked up at a time; with more, nothing further is sent.
    /// </summary>
    public int MaxUnknownFlushes { get; set; } = 4;

    /// <summary>How long what is pending may take to finish when the ledger is disposed.</summary>
    public TimeSpan ShutdownDeadline { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>When a caller that was turned away may come back.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);
}
