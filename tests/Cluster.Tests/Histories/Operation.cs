namespace BookedBarber.Cluster.Tests.Histories;

/// <summary>A wish with all attempts to have it fulfilled. A client has one operation at a time.</summary>
public sealed class Operation(string client, Wish wish, IReadOnlyList<Attempt> attempts)
{
    /// <summary>Who wanted it.</summary>
    public string Client => client;

    /// <summary>What was wanted.</summary>
    public Wish Wish => wish;

    /// <summary>Every request, in the order in which they ended.</summary>
    public IReadOnlyList<Attempt> Attempts => attempts;

    /// <summary>It cannot have had an effect before this.</summary>
    public TimeSpan Began { get; } = attempts.Min(attempt => attempt.Began);

    /// <summary>The client knew no more after this than before.</summary>
    public TimeSpan Ended { get; } = attempts.Max(attempt => attempt.Ended);

    /// <summary>The first attempt that was granted; its effect was there when it ended.</summary>
    public Attempt? Grant { get; } = attempts.Where(attempt => attempt.IsGranted).MinBy(attempt => attempt.Ended);

    /// <summary>The booking, if it was granted.</summary>
    public SeenBooking? Booking => Grant?.Booking;

    /// <summary>The last word was a no.</summary>
    public bool IsRefused => Grant is null && attempts[^1].IsRefused;

    /// <summary>The client never had an answer: it may have happened, or may still happen.</summary>
    public bool IsUnknown => Grant is null && !IsRefused;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{client}: {wish}" + string.Concat(attempts.Select(attempt => $"\n    {attempt}"));
}
