using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Hours;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Micro;

/// <summary>Finding the open starts of a day in the bitmap of one barber, every other hour of whom is taken.</summary>
public class OpenStartsBenchmarks
{
    private const int Days = 60;
    private const int TicksOfHour = 60 / Tick.Minutes;

    private static readonly LocalDate FirstDate = new(2026, 3, 2);

    private readonly ulong[] _result = new ulong[OpenStarts.MaxDayWords];
    private CalendarDay[] _days = [];
    private Timeline _timeline = null!;
    private ServiceShape _shape;

    /// <summary>How long the visit takes.</summary>
    [Params(30, 120)]
    public int Minutes { get; set; }

    /// <summary>Builds the bitmap.</summary>
    [GlobalSetup]
    public void Build()
    {
        var calendar = ShopCalendar.For("Europe/Berlin", 15);
        _days = [.. Enumerable.Range(0, Days).Select(day => calendar.Day(FirstDate.PlusDays(day)))];
        var hours = new WorkingHours(
            Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None).ToImmutableDictionary(
                day => day, _ => ImmutableArray.Create(new LocalInterval(9 * 60, 19 * 60))),
            ImmutableDictionary<LocalDate, ImmutableArray<LocalInterval>>.Empty);
        var taken = _days.SelectMany(day => Enumerable.Range(0, 5).Select(index =>
        {
            var from = day.FirstTick + ((9 + (2 * index)) * TicksOfHour);
            return new Occupancy(Guid.NewGuid(), from, from + TicksOfHour);
        }));
        _timeline = new Timeline(calendar, hours, [], FirstDate, Days, taken);
        _shape = new ServiceShape(Tick.FromMinutes(Minutes), 0, 0);
    }

    /// <summary>One day; all days of the horizon in turn.</summary>
    [Benchmark(OperationsPerInvoke = Days)]
    public ulong FindOneDay()
    {
        var any = 0UL;
        foreach (var day in _days)
        {
            OpenStarts.Find(
                _timeline.Free, _timeline.FirstTick, day, _shape, _timeline.FirstTick, _timeline.EndTick, _result);
            any |= _result[0];
        }

        return any;
    }
}
