using System.Collections.Immutable;
using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Hours;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Scheduling.Tests.Availability;

public class TimelineTests
{
    private static readonly ShopCalendar Berlin = ShopCalendar.For("Europe/Berlin", 15);
    private static readonly WorkingHours NineToFive = Make.EveryDay("09:00-17:00");

    [Fact]
    public void Its_bitmap_begins_at_a_multiple_of_64_and_shows_nothing_outside_its_dates()
    {
        var timeline = Make.Timeline(Berlin, Make.EveryDay("00:00-24:00"), "2026-12-01", days: 3);
        var first = Berlin.Day(Make.Date("2026-12-01")).FirstTick;
        Assert.Equal(0, timeline.FirstTick % 64);
        Assert.InRange(first - timeline.FirstTick, 0, 63);
        Assert.Equal(Enumerable.Range(first, 3 * 288), Make.Ticks(timeline.Free, timeline.FirstTick));
        Assert.True(timeline.Contains(new TickRange(first, first + (3 * 288))));
        Assert.False(timeline.Contains(new TickRange(first - 1, first + 4)));
        Assert.False(timeline.Contains(new TickRange(first, first + (3 * 288) + 1)));
    }

    [Fact]
    public void What_is_booked_is_not_free_and_still_worked()
    {
        var timeline = Make.Timeline(Berlin, NineToFive, "2026-12-01");
        var range = new TickRange(Local("2026-12-01T10:00:00"), Local("2026-12-01T10:45:00"));
        timeline.Occupy(new Occupancy(Guid.NewGuid(), range.From, range.To));
        Assert.False(timeline.IsFree(range));
        Assert.True(timeline.IsWorking(range));
        Assert.True(timeline.IsFree(new TickRange(range.To, range.To + 9)));
        Assert.True(timeline.IsFree(new TickRange(range.From - 9, range.From)));
    }

    [Fact]
    public void Time_off_is_neither_free_nor_worked()
    {
        var off = new TickRange(Local("2026-12-01T12:00:00"), Local("2026-12-02T10:00:00"));
        var timeline = new Timeline(Berlin, NineToFive, [off], Make.Date("2026-12-01"), 2, []);
        var open = Make.OpenTicks(timeline, Make.Date("2026-12-01"), new ServiceShape(12, 0, 0));
        Assert.Equal("11:00", Make.WallClock(Berlin, open).Last());
        open = Make.OpenTicks(timeline, Make.Date("2026-12-02"), new ServiceShape(12, 0, 0));
        Assert.Equal("10:00", Make.WallClock(Berlin, open).First());
        Assert.False(timeline.IsWorking(new TickRange(off.From - 1, off.From + 1)));
        Assert.True(timeline.IsWorking(new TickRange(off.From - 1, off.From)));
    }

    [Fact]
    public void Time_that_is_not_free_cannot_be_occupied_and_nothing_changes()
    {
        var timeline = Make.Timeline(Berlin, NineToFive, "2026-12-01");
        var from = Local("2026-12-01T10:00:00");
        timeline.Occupy(new Occupancy(Guid.NewGuid(), from, from + 6));
        var before = timeline.Free.ToArray();
        foreach (var (a, b) in new[] { (0, 1), (5, 9), (6, 6), (-99, 0) })
        {
            var wanted = new Occupancy(Guid.NewGuid(), from + a, from + b);
            Assert.Throws<InvalidOperationException>(() => timeline.Occupy(wanted));
        }

        Assert.Equal(before, timeline.Free.ToArray());
        Assert.Single(timeline.Occupied);
    }

    [Fact]
    public void A_booking_is_released_once()
    {
        var timeline = Make.Timeline(Berlin, NineToFive, "2026-12-01");
        var booking = new Occupancy(Guid.NewGuid(), Local("2026-12-01T16:00:00"), Local("2026-12-01T17:00:00"));
        var before = timeline.Free.ToArray();
        timeline.Occupy(booking);
        Assert.True(timeline.Release(booking.BookingId, out var range));
        Assert.Equal(booking.Range, range);
        Assert.Equal(before, timeline.Free.ToArray());
        Assert.False(timeline.Release(booking.BookingId, out range));
        Assert.True(range.IsEmpty);
    }

    [Fact]
    public void A_booking_outside_the_hours_that_hold_now_gives_back_only_what_is_worked()
    {
        // It was booked before the barber cut the day short.
        var booking = new Occupancy(Guid.NewGuid(), Local("2026-12-01T16:30:00"), Local("2026-12-01T17:30:00"));
        var timeline = new Timeline(Berlin, NineToFive, [], Make.Date("2026-12-01"), 1, [booking]);
        Assert.False(timeline.IsFree(new TickRange(booking.From, booking.From + 1)));
        Assert.True(timeline.Release(booking.BookingId, out _));
        Assert.True(timeline.IsFree(new TickRange(booking.From, booking.From + 6)));
        Assert.False(timeline.IsFree(new TickRange(booking.From + 6, booking.From + 7)));
    }

    [Fact]
    public void Bookings_across_the_edges_of_the_window_are_kept_and_released()
    {
        var (first, last) = (Berlin.Day(Make.Date("2026-12-01")), Berlin.Day(Make.Date("2026-12-03")));
        Occupancy[] bookings =
        [
            new(Guid.NewGuid(), last.EndTick + 50, last.EndTick + 60),
            new(Guid.NewGuid(), last.EndTick - 3, last.EndTick + 3),
            new(Guid.NewGuid(), first.FirstTick - 3, first.FirstTick + 3),
            new(Guid.NewGuid(), first.FirstTick - 9, first.FirstTick),
        ];
        var timeline = new Timeline(
            Berlin, Make.EveryDay("00:00-24:00"), [], Make.Date("2026-12-01"), 3, bookings);
        Assert.Equal([bookings[2], bookings[1], bookings[0]], timeline.Occupied);
        Assert.Equal((3 * 288) - 6, Make.Ticks(timeline.Free, timeline.FirstTick).Count);
        foreach (var booking in timeline.Occupied.ToList()) Assert.True(timeline.Release(booking.BookingId, out _));
        Assert.Equal(Enumerable.Range(first.FirstTick, 3 * 288), Make.Ticks(timeline.Free, timeline.FirstTick));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-23")]
    [InlineData("America/Santiago", "2026-04-02")]
    [InlineData("Pacific/Apia", "2011-12-28")]
    [InlineData("America/St_Johns", "2006-10-27")]
    public void After_any_bookings_and_releases_it_shows_what_a_new_one_would(string zone, string date)
    {
        var calendar = ShopCalendar.For(zone, 5);
        var hours = Make.EveryDay("00:00-01:30", "09:00-12:00", "12:00-18:05", "22:00-24:00");
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var start = calendar.Day(Make.Date(date)).FirstTick;
            TickRange[] off =
            [
                .. Enumerable.Range(0, 4).Select(_ => start + random.Next(0, 1_400))
                    .Select(from => new TickRange(from, from + random.Next(1, 60))),
            ];
            var timeline = new Timeline(calendar, hours, off, Make.Date(date), 5, []);
            var booked = new List<Occupancy>();
            for (var step = 0; step < 120; step++)
            {
                var from = start + random.Next(0, 1_440);
                var wanted = new Occupancy(Guid.NewGuid(), from, from + random.Next(1, 40));
                if (random.Next(3) == 0 && booked.Count > 0)
                {
                    Assert.True(timeline.Release(booked[step % booked.Count].BookingId, out _));
                    booked.RemoveAt(step % booked.Count);
                }
                else if (timeline.IsFree(wanted.Range))
                {
                    timeline.Occupy(wanted);
                    booked.Add(wanted);
                }

                var anew = new Timeline(calendar, hours, off, Make.Date(date), 5, booked);
                Assert.Equal(anew.Free.ToArray(), timeline.Free.ToArray());
                Assert.Equal(anew.Occupied, timeline.Occupied);
            }
        }
    }

    [Fact]
    public void A_window_without_a_date_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Make.Timeline(Berlin, NineToFive, "2026-12-01", days: 0));

    [Fact]
    public void An_exception_changes_its_date_and_no_other()
    {
        var hours = new WorkingHours(
            new Dictionary<IsoDayOfWeek, ImmutableArray<LocalInterval>>
            {
                [IsoDayOfWeek.Tuesday] = [Make.Interval("09:00-17:00")],
            },
            new Dictionary<LocalDate, ImmutableArray<LocalInterval>>
            {
                [Make.Date("2026-12-08")] = [],
                [Make.Date("2026-12-09")] = [Make.Interval("10:00-11:00")],
            });
        var timeline = Make.Timeline(Berlin, hours, "2026-12-01", days: 21);
        var hour = new ServiceShape(12, 0, 0);
        var counts = Enumerable.Range(0, 21)
            .Select(d => Make.OpenTicks(timeline, timeline.FirstDate.PlusDays(d), hour).Count);
        Assert.Equal([29, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 29, 0, 0, 0, 0, 0, 0], counts);
    }

    private static int Local(string time) => Make.LocalTick(Berlin, time);
}
