using BenchmarkDotNet.Attributes;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Micro.Hosting;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Micro;

/// <summary>
/// The page of open starts, ten barbers and seven days, as the shop's grain gives it. What makes it anew is a barber's
/// notice, as after a booking; so the time of two grain calls is part of it.
/// </summary>
public class PageBenchmarks
{
    private const int Calls = 256;
    private const int Days = 7;
    private const int TicksOfWord = 64;
    private const int WordsOfWeek = Days * 24 * 60 / Tick.Minutes / TicksOfWord;

    // Some hours around noon. What is sent is what was there before, so the page stays the same.
    private const int WordsOfBooking = 1;

    private HostedShop _shop = null!;
    private AvailabilityQuery _query = null!;
    private TimelineSnapshot _timeline = null!;
    private TimelineVersion _version;
    private int _firstWord;

    /// <summary>Opens the shop, and asks for the page once.</summary>
    [GlobalSetup]
    public async Task OpenAsync()
    {
        _shop = await HostedShop.OpenAsync();
        var tomorrow = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(2)).AddDays(1);
        _query = new AvailabilityQuery
        {
            Service = _shop.Service.ToString(),
            Barber = AvailabilityQuery.AnyBarber,
            From = tomorrow,
            Days = Days,
        };
        var page = (await _shop.Grain.GetAvailability(_query)).Value!;
        Console.WriteLine($"// one page has {page.Body.Length} bytes");
        _timeline = await _shop.Barber.GetTimeline();
        _version = _timeline.Version;
        var noon = new DateTimeOffset(tomorrow.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
        _firstWord = (Tick.Containing(Instant.FromDateTimeOffset(noon)) - _timeline.FirstTick) / TicksOfWord;
    }

    /// <summary>Stops everything.</summary>
    [GlobalCleanup]
    public async Task CloseAsync() => await _shop.DisposeAsync();

    /// <summary>Nothing has changed.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task KnownPage()
    {
        for (var i = 0; i < Calls; i++)
        {
            await _shop.Grain.GetAvailability(_query);
        }
    }

    /// <summary>One day has changed; the parts of the others are kept.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public Task PageAfterABooking() => ChangeAndAskAsync(WordsOfBooking);

    /// <summary>All days have changed.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public Task PageMadeWholly() => ChangeAndAskAsync(WordsOfWeek);

    private async Task ChangeAndAskAsync(int words)
    {
        for (var i = 0; i < Calls; i++)
        {
            var next = _version with { Ledger = _version.Ledger + 1 };
            await _shop.Grain.TimelineChanged(new TimelineNotice
            {
                BarberId = _shop.BarberId,
                Before = _version,
                After = next,
                FirstTick = _timeline.FirstTick + (_firstWord * TicksOfWord),
                Words = _timeline.Free[_firstWord..(_firstWord + words)],
            });
            _version = next;
            await _shop.Grain.GetAvailability(_query);
        }
    }
}
