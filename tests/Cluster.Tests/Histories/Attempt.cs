namespace BookedBarber.Cluster.Tests.Histories;

/// <summary>A booking as an answer shows it.</summary>
public sealed record SeenBooking(
    Guid Id, string Status, Guid Barber, DateTimeOffset Start, DateTimeOffset? HoldExpiresAt = null);

/// <summary>One request and its answer.</summary>
/// <param name="Door">Through which it went.</param>
/// <param name="Began">Just before it was sent; times are counted from the start of the history.</param>
/// <param name="Ended">Just after its answer was there, or when the client stopped waiting for one.</param>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Reason">The code of a problem, or why there was no answer.</param>
/// <param name="Booking">The booking in the answer.</param>
public sealed record Attempt(
    string Door, TimeSpan Began, TimeSpan Ended, int? Status, string? Reason = null, SeenBooking? Booking = null)
{
    /// <summary>It was granted, and is committed.</summary>
    public bool IsGranted => Status is 200 or 201;

    /// <summary>It was refused: nothing happened, and nothing will.</summary>
    public bool IsRefused => Status is >= 400 and < 500;

    /// <summary>Nobody can say from this attempt alone whether it took effect, or still will.</summary>
    public bool IsOpen => !IsGranted && !IsRefused;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Began.TotalSeconds,8:0.000}–{Ended.TotalSeconds:0.000} {Door}: {Status?.ToString() ?? "no answer"} {Reason}"
        + (Booking is null
            ? ""
            : $" {Booking.Id} {Booking.Status} {Booking.Start:MM-dd HH:mm} with {Booking.Barber}");
}
