using BookedBarber.Cluster.Tests.Histories;

namespace BookedBarber.Cluster.Tests.Load;

// A customer has one wish at a time. What gets no definite answer is asked for again, with the same key and perhaps
// through another door, until a deadline; then the customer gives that booking up, since nobody can say how it stands.

/// <summary>A client who books, holds, confirms, moves, cancels and looks, and writes every attempt down.</summary>
internal sealed class Customer(
    string name, IReadOnlyList<LoadShop> shops, History history, Random random, Func<int, Random, IDoor> doorFor)
{
    private const int MaxBookings = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan PauseBeforeRepeating = TimeSpan.FromMilliseconds(250);

    private readonly List<Own> _own = [];
    private int _wishes;

    /// <summary>Goes on while it is open, and then until the last wish is answered.</summary>
    public async Task VisitAsync(Func<bool> isOpen)
    {
        while (isOpen())
        {
            var (wish, own) = NextWish();
            var shop = shops.Single(one => one.Id == wish.Shop);
            var operation = await AskAsync(wish, shop, own);
            history.Add(operation);
            Remember(operation, own, shop);
            await Task.Delay(Pause);
        }
    }

    private async Task<Operation> AskAsync(Wish wish, LoadShop shop, Own? own)
    {
        var attempts = new List<Attempt>();
        var began = history.Now;

        // Some click twice.
        var twice = wish.What == Asked.Book && random.Next(10) == 0;
        while (true)
        {
            var doors = Enumerable.Range(0, twice && attempts.Count == 0 ? 2 : 1)
                .Select(_ => doorFor(attempts.Count, random)).ToList();
            var answers = await Task.WhenAll(doors.Select(door => TryAsync(door, wish, shop, own)));
            attempts.AddRange(answers.OrderBy(answer => answer.Ended));
            if (attempts.Exists(attempt => attempt.IsGranted) || answers[0].IsRefused && answers[^1].IsRefused
                || history.Now - began > Patience)
            {
                return new Operation(name, wish, attempts);
            }

            await Task.Delay(PauseBeforeRepeating);
        }
    }

    private async Task<Attempt> TryAsync(IDoor door, Wish wish, LoadShop shop, Own? own)
    {
        var began = history.Now;
        var reply = await door.SendAsync(wish, shop, own?.Token);
        if (own is not null && reply.Token is { } token)
        {
            own.Token = token;
        }

        var attempt = new Attempt(door.Name, began, history.Now, reply.Status, reply.Reason, reply.Booking);
        if (attempt.IsOpen)
        {
            history.Miss();
        }

        return attempt;
    }

    private (Wish Wish, Own? Own) NextWish()
    {
        var dice = random.Next(100);
        if (_own.Count == 0 || (dice < 45 && _own.Count < MaxBookings))
        {
            var shop = shops[random.Next(shops.Count)];
            return (new Wish
            {
                What = Asked.Book,
                Shop = shop.Id,
                Key = $"{name}-{_wishes++}",
                Barber = RandomBarber(shop),
                Start = LoadShop.RandomStart(random),
                Deposit = random.Next(4) == 0,
            }, null);
        }

        var own = _own[random.Next(_own.Count)];
        var booked = own.Booked;
        var what = dice switch
        {
            < 55 => Asked.Look,
            < 60 => Asked.Recall,
            < 80 => Asked.Move,
            _ => booked.Deposit && !own.IsConfirmed && random.Next(2) == 0 ? Asked.Confirm : Asked.Cancel,
        };
        return (booked with
        {
            What = what,
            Booking = own.Id,
            Barber = what == Asked.Move ? RandomBarber(shops.Single(shop => shop.Id == booked.Shop)) : booked.Barber,
            Start = what == Asked.Move ? LoadShop.RandomStart(random) : booked.Start,
        }, own);
    }

    private Guid? RandomBarber(LoadShop shop) =>
        random.Next(3) == 0 ? null : shop.Barbers[random.Next(shop.Barbers.Count)];

    private void Remember(Operation operation, Own? own, LoadShop shop)
    {
        if (own is null)
        {
            if (operation.Booking is { } seen)
            {
                _own.Add(new Own(seen.Id, operation.Wish));
            }

            return;
        }

        own.IsConfirmed |= operation is { Wish.What: Asked.Confirm, Grant: not null };
        var isOver = operation.Wish.What switch
        {
            Asked.Cancel => true,
            Asked.Look or Asked.Recall => operation.Booking?.Status is "expired",
            _ => operation.IsUnknown || operation.Attempts[^1].Reason is "hold_expired" or "invalid_status",
        };
        if (isOver)
        {
            _own.Remove(own);
        }
    }

    private sealed class Own(Guid id, Wish booked)
    {
        public Guid Id => id;

        public Wish Booked => booked;

        public string? Token { get; set; }

        public bool IsConfirmed { get; set; }
    }
}
