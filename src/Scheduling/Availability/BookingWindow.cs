using BookedBarber.Scheduling.Shops;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Scheduling.Availability;

/// <summary>Between which ticks a visit may start, as of a moment. The one home of notice and horizon.</summary>
/// <param name="NotBeforeTick">The first tick at which a visit may start: now plus the minimum notice.</param>
/// <param name="NotAfterTick">The tick from which on none may start: the end of the horizon's last local date.</param>
/// <param name="Today">The local date of that moment.</param>
public readonly record struct BookingWindow(int NotBeforeTick, int NotAfterTick, LocalDate Today)
{
    /// <summary>
    /// The window at a moment. With a horizon of n days a visit may start on today and the n - 1 dates after it.
    /// </summary>
    public static BookingWindow At(Instant now, ShopCalendar calendar, ShopPolicy policy)
    {
        var today = calendar.DateOf(now);
        return new BookingWindow(
            Tick.AtOrAfter(now + Duration.FromMinutes(policy.MinNoticeMinutes)),
            calendar.Day(today.PlusDays(policy.HorizonDays)).FirstTick,
            today);
    }
}
