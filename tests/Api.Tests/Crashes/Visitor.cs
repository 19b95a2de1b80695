using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using Xunit.Sdk;

namespace BookedBarber.Api.Tests.Crashes;

/// <summary>
/// A client who books, moves and cancels, one thing after the other, and writes down what was answered. What gets no
/// definite answer is repeated, with the same key, until it has one.
/// </summary>
internal sealed class Visitor(TestShop shop, int number, Random random)
{
    private const int FirstDay = 2;
    private const int Days = 12;
    private const int StartsPerDay = 24 * 4;

    private static readonly TimeSpan PauseBeforeRepeating = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<Guid, Booked> _bookings = [];
    private int _wishes;

    /// <summary>Every booking of this client as it was last answered.</summary>
    public IReadOnlyCollection<Booked> Bookings => _bookings.Values;

    /// <summary>How many requests have had a definite answer.</summary>
    public int Answered { get; private set; }

    /// <summary>How often a request had to be repeated.</summary>
    public int Repeated { get; private set; }

    /// <summary>The last answer that was not a definite one.</summary>
    public Answer? LastRefusal { get; private set; }

    /// <summary>Goes on while the shop is open, and then until nothing is in doubt.</summary>
    public async Task VisitAsync(Func<bool> isOpen)
    {
        while (isOpen())
        {
            var wish = NextWish();
            while (!await TryAsync(wish))
            {
                Repeated++;
                await Task.Delay(PauseBeforeRepeating);
            }

            Answered++;
        }
    }

    private Wish NextWish()
    {
        var confirmed = _bookings.Values.Where(booked => booked.Status == "confirmed").ToList();
        var dice = random.Next(10);
        if (confirmed.Count == 0 || dice < 6)
        {
            var barber = random.Next(3) == 0 ? (Guid?)null : shop.Barbers[random.Next(shop.Barbers.Count)];
            return new Wish.Book($"visitor-{number}-{_wishes++}", shop.Booking(RandomStart(), barber));
        }

        var chosen = confirmed[random.Next(confirmed.Count)];
        return dice < 8
            ? new Wish.Move(chosen, new JsonObject { ["start"] = RandomStart() })
            : new Wish.Cancel(chosen);
    }

    private string RandomStart()
    {
        var quarters = random.Next(StartsPerDay);
        return shop.At(FirstDay + random.Next(Days), $"{quarters / 4:00}:{quarters % 4 * 15:00}");
    }

    private async Task<bool> TryAsync(Wish wish)
    {
        try
        {
            var answer = await SendAsync(wish);
            if (answer.Status == 503)
            {
                LastRefusal = answer.ExpectProblem(503, "unavailable");
                return false;
            }

            Remember(wish, answer);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            return false;
        }
    }

    private Task<Answer> SendAsync(Wish wish) => wish switch
    {
        Wish.Book book => shop.TryBookAsync(book.Body, book.Key),
        Wish.Move move => As(move.Booked).PostAsync($"/v1/bookings/{move.Booked.Id}/reschedule", move.Body),
        Wish.Cancel cancel => As(cancel.Booked).PostAsync($"/v1/bookings/{cancel.Booked.Id}/cancel"),
        _ => throw new XunitException($"Nobody wishes {wish}."),
    };

    private ApiClient As(Booked booked) => shop.Anonymous.WithToken(booked.ManageToken);

    private void Remember(Wish wish, Answer answer)
    {
        if (wish is not Wish.Cancel && answer.Status == 409)
        {
            answer.ExpectProblem(409, "slot_taken");
            return;
        }

        if (answer.Status != 201)
        {
            answer.Expect(200);
        }

        var booked = Booked.From(answer);
        _bookings[booked.Id] = wish is Wish.Book
            ? booked
            : booked with { ManageToken = _bookings[booked.Id].ManageToken };
    }

    private abstract record Wish
    {
        public sealed record Book(string Key, JsonObject Body) : Wish;

        public sealed record Move(Booked Booked, JsonObject Body) : Wish;

        public sealed record Cancel(Booked Booked) : Wish;
    }
}
