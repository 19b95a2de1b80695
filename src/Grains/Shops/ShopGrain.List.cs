using System.Buffers.Text;
using System.Globalization;
using System.Text;
using BookedBarber.Grains.Bookings;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Ledger.Queries;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Grains.Shops;

/// <content>The list of bookings that the shop's people work with.</content>
public sealed partial class ShopGrain
{
    private const int ListLimit = 100;
    private const int MaxListDays = 366;

    /// <inheritdoc/>
    public async Task<Result<BookingList>> ListBookings(BookingListQuery query)
    {
        if (_shop is not { } shop)
        {
            return NoSuchShop();
        }

        var (from, to) = (LocalDate.FromDateOnly(query.From), LocalDate.FromDateOnly(query.To));
        if (!ShopCalendar.Has(from) || !ShopCalendar.Has(to))
        {
            return Problem.Invalid(ShopCalendar.Has(from) ? "to" : "from", "must be a date that the calendar has");
        }

        if (from >= to || Period.DaysBetween(from, to) > MaxListDays)
        {
            return Problem.Invalid("to", $"must be 1 to {MaxListDays} days after from");
        }

        BookingPosition? after = null;
        if (query.Cursor is { } cursor)
        {
            after = ListCursor.Read(cursor);
            if (after is null)
            {
                return Problem.Invalid("cursor", "must be the next of an earlier page");
            }
        }

        var now = Now;
        var page = await _ledger.ListAsync(
            new BookingQuery
            {
                ShopId = shop.Profile.Id,
                From = Tick.ToInstant(shop.Calendar.Day(from).FirstTick),
                To = Tick.ToInstant(shop.Calendar.Day(to).FirstTick),
                BarberId = query.Barber,
                Status = query.Status,
                After = after,
                Limit = ListLimit,
                Now = now,
            },
            default);
        return new BookingList
        {
            Items = [.. page.Items.Select(booking => booking.ToMessage(shop.Zone, now))],
            Next = page.Next is { } next ? ListCursor.Write(next) : null,
        };
    }

    /// <summary>A position in the list as text that nobody needs to understand.</summary>
    private static class ListCursor
    {
        public static string Write(BookingPosition position) => Base64Url.EncodeToString(
            Encoding.ASCII.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{position.Start.ToUnixTimeTicks()}/{position.Id}")));

        public static BookingPosition? Read(string cursor)
        {
            if (cursor.Length > 200 || !Base64Url.IsValid(cursor))
            {
                return null;
            }

            var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)).Split('/');
            return parts.Length == 2
                && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ticks)
                && Math.Abs(ticks / NodaConstants.TicksPerDay) < 1_000_000
                && Guid.TryParse(parts[1], out var id)
                    ? new BookingPosition(Instant.FromUnixTimeTicks(ticks), id)
                    : null;
        }
    }
}
