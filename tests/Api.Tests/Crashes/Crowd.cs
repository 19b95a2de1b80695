using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Support;

namespace BookedBarber.Api.Tests.Crashes;

/// <summary>Many visitors of one shop at a time, and what must be true of their bookings afterwards.</summary>
internal sealed class Crowd
{
    private const int Size = 48;
    private const int LastDay = 20;

    private readonly TestShop _shop;
    private readonly List<Visitor> _visitors;
    private readonly List<Task> _visits;
    private volatile bool _isClosing;

    private Crowd(TestShop shop, int seed)
    {
        _shop = shop;
        _visitors = [.. Enumerable.Range(0, Size).Select(n => new Visitor(shop, n, new Random(seed + n)))];
        _visits = [.. _visitors.Select(visitor => visitor.VisitAsync(() => !_isClosing))];
    }

    public int Answered => _visitors.Sum(visitor => visitor.Answered);

    public int Repeated => _visitors.Sum(visitor => visitor.Repeated);

    public static async Task<Crowd> GatherAsync(ApiClient administrator, int seed)
    {
        var open = new ShopPlan { Barbers = 6, Opens = "00:00", Closes = "24:00" };
        return new Crowd(await TestShop.OpenAsync(administrator, open), seed);
    }

    /// <summary>Waits until so many more requests have had a definite answer.</summary>
    public async Task GoOnAsync(int requests)
    {
        var goal = Answered + requests;
        await Eventually.SeesAsync(
            $"{goal} requests are answered",
            LookAsync,
            seen => seen.Answered >= goal,
            deadlineSeconds: 60);
    }

    /// <summary>Waits until somebody was turned away.</summary>
    public Task MeetFailuresAsync()
    {
        var before = Repeated;
        return Eventually.HoldsAsync("somebody has to repeat a request", () => Repeated > before);
    }

    /// <summary>Lets nobody in any more, and waits until nothing is in doubt.</summary>
    public async Task LeaveAsync()
    {
        _isClosing = true;
        await Eventually.ComesAsync("every request has a definite answer", Task.WhenAll(_visits), deadlineSeconds: 60);
    }

    /// <summary>What was answered is in the table, in the list and behind each token, and nothing else is.</summary>
    public async Task ExpectWhatWasAnsweredAsync(BookingTable table)
    {
        var answered = _visitors.SelectMany(visitor => visitor.Bookings).OrderBy(booked => booked.Id).ToList();
        var rows = (await table.OfAsync(_shop.Id)).OrderBy(row => row.Id);
        var listed = (await _shop.ListAsync(fromDay: 0, LastDay)).OrderBy(booked => booked.Id);
        Assert.Equal(
            answered.Select(booked => new BookingRow(booked.Id, booked.Status, booked.Barber, booked.Start)), rows);
        Assert.Equal(answered.Select(WithoutToken), listed);
        Assert.Equal(0, await table.CountOverlapsAsync());
        foreach (var few in answered.Chunk(50))
        {
            await Task.WhenAll(few.Select(ExpectBehindTokenAsync));
        }
    }

    private async Task<(int Answered, Answer? LastRefusal)> LookAsync()
    {
        foreach (var visit in _visits.Where(visit => visit.IsCompleted))
        {
            await visit;
        }

        return (Answered, _visitors.Find(visitor => visitor.LastRefusal is not null)?.LastRefusal);
    }

    private static Booked WithoutToken(Booked booked) => booked with { ManageToken = "" };

    private async Task ExpectBehindTokenAsync(Booked booked)
    {
        var answer = await _shop.Anonymous.WithToken(booked.ManageToken).GetAsync($"/v1/bookings/{booked.Id}");
        Assert.Equal(WithoutToken(booked), WithoutToken(Booked.From(answer.Expect(200))));
    }
}
