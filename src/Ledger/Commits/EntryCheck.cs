using System.Text;
using BookedBarber.Scheduling.Bookings;
using NodaTime;

namespace BookedBarber.Ledger.Commits;

/// <summary>
/// What no caller may hand in. It is found here, where it hurts one caller, and not by the database, where it would
/// hurt all that share the flush.
/// </summary>
internal static class EntryCheck
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The entry makes no sense; the message says why.</exception>
    public static void Verify(LedgerEntry entry)
    {
        Require(entry.ExpectedVersion >= 0, "A timeline's version is not negative.");
        switch (entry)
        {
            case NewBooking created:
                Verify(created.Booking, created.BarberId);
                break;
            case StatusChange change:
                Require(change.BookingIds.Count > 0, "A status change names at least one booking.");
                Require(change.BookingIds.Distinct().Count() == change.BookingIds.Count, "A booking is named twice.");
                VerifyInstants(change.At);
                break;
            case Move move:
                Require(move.Price.Amount >= 0, "A price is not negative.");
                VerifyText(move.Price.Currency);
                VerifyTime(move.Start, move.End, move.OccupiedFrom, move.OccupiedTo);
                VerifyInstants(move.FromStart, move.At);
                break;
            default:
                throw new ArgumentException($"{entry.GetType().Name} is not known to the ledger.");
        }
    }

    private static void Verify(Booking booking, Guid barberId)
    {
        Require(booking.BarberId == barberId, "A booking is written to its own barber's timeline.");
        Require(booking.Status is BookingStatus.Held or BookingStatus.Confirmed, "A new booking is held or confirmed.");
        Require(
            booking.Status != BookingStatus.Held || booking.HoldExpiresAt is not null,
            "A held booking has a deadline.");
        Require(!booking.Services.IsDefaultOrEmpty, "A booking has at least one service.");
        Require(!booking.RequestHash.IsDefault && booking.RequestHash.Length == 32, "A request hash has 32 bytes.");
        Require(booking.IdempotencyKey.Length is >= 1 and <= 64, "A key has 1 to 64 characters.");
        Require(booking.Price.Amount >= 0 && booking.Deposit is not { Amount: < 0 }, "A price is not negative.");
        Require(
            booking.Deposit is not { } deposit || deposit.Currency == booking.Price.Currency,
            "Price and deposit have one currency.");
        VerifyTime(booking.Start, booking.End, booking.OccupiedFrom, booking.OccupiedTo);
        VerifyInstants(booking.CreatedAt, booking.HoldExpiresAt ?? booking.CreatedAt);
        VerifyText(
            booking.IdempotencyKey,
            booking.Price.Currency,
            booking.Client.Name,
            booking.Client.Email,
            booking.Client.Phone,
            booking.Notes);
    }

    private static void VerifyTime(Instant start, Instant end, Instant occupiedFrom, Instant occupiedTo)
    {
        Require(start < end, "A booking ends after it starts.");
        Require(occupiedFrom <= start && end <= occupiedTo, "The occupied time covers the booking.");
        VerifyInstants(occupiedFrom, occupiedTo);
    }

    private static void VerifyInstants(params ReadOnlySpan<Instant> instants)
    {
        foreach (var instant in instants)
        {
            Require(UtcInstants.Earliest < instant && instant < UtcInstants.Latest, "A moment is out of range.");
        }
    }

    // PostgreSQL's text cannot hold a NUL, and half a surrogate pair is not a character at all.
    private static void VerifyText(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            Require(text is null || !text.Contains('\0'), "A text contains a NUL.");
            StrictUtf8.GetByteCount(text ?? "");
        }
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}
