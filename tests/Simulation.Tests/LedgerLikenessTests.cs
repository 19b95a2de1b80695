using System.Collections.Immutable;
using System.Globalization;
using BookedBarber.Ledger;
using BookedBarber.Ledger.Commits;
using BookedBarber.Scheduling;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Simulation.Tests.Database;
using BookedBarber.Simulation.Tests.Runs;
using BookedBarber.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BookedBarber.Simulation.Tests;

/// <summary>The simulated database says of every entry what PostgreSQL says, and keeps the same rows.</summary>
public sealed class LedgerLikenessTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Entries = 400;

    private static readonly Instant Noon = Instant.FromUtc(2026, 6, 10, 12, 0);

    private static readonly (BookingStatus From, BookingStatus To)[] Steps =
    [
        (BookingStatus.Held, BookingStatus.Confirmed), (BookingStatus.Held, BookingStatus.Expired),
        (BookingStatus.Held, BookingStatus.Cancelled), (BookingStatus.Confirmed, BookingStatus.CheckedIn),
        (BookingStatus.Confirmed, BookingStatus.Cancelled), (BookingStatus.Confirmed, BookingStatus.NoShow),
        (BookingStatus.CheckedIn, BookingStatus.Completed),
    ];

    [PostgresTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_simulated_ledger_answers_like_the_real_one(ulong seed)
    {
        await using var services = new ServiceCollection().AddLogging().AddMetrics()
            .AddLedger(await postgres.CreateDatabaseAsync()).BuildServiceProvider();
        var real = services.GetRequiredService<ILedger>();
        var simulated = new SimulatedDatabase(new EventLoop(default, new Randomness(seed)), Defect.None);
        var world = new World(new Randomness(seed), simulated);

        for (var i = 0; i < Entries; i++)
        {
            var entry = world.NextEntry();
            var expected = Show(await real.CommitAsync(entry, default));
            Assert.Equal($"{i} {entry}: {expected}", $"{i} {entry}: {Show(simulated.Apply([entry])[0])}");
        }

        foreach (var barber in world.Barbers)
        {
            var (from, to) = (Noon - Duration.FromDays(1), Noon + Duration.FromDays(1));
            var expected = await real.LoadTimelineAsync(barber, from, to, default);
            var actual = simulated.Timeline(barber, from, to);
            Assert.Equal(expected.Version, actual.Version);
            Assert.Equal(expected.Bookings, actual.Bookings);
        }

        Assert.InRange(simulated.Bookings.Count, 20, Entries);
        foreach (var booking in simulated.Bookings.Values)
        {
            var expected = (await real.FindAsync(booking.Id, default))!;
            Assert.Equal(Show(expected), Show(booking));
            Assert.Equal(booking.Id, (await real.FindByKeyAsync(booking.ShopId, booking.IdempotencyKey, default))!.Id);
        }
    }

    private static string Show(CommitOutcome outcome) => outcome switch
    {
        CommitOutcome.DuplicateKey duplicate => $"duplicate of {duplicate.Existing.Id}",
        _ => outcome.ToString(),
    };

    private static string Show(Booking booking) => string.Create(
        CultureInfo.InvariantCulture,
        $"{booking.Id} {booking.BarberId} {booking.Status} {booking.Start} {booking.End} {booking.OccupiedFrom} "
        + $"{booking.OccupiedTo} {booking.Price} {booking.HoldExpiresAt} {booking.Revision}");

    /// <summary>Makes entries of which many are right and many are a little wrong.</summary>
    private sealed class World(Randomness random, SimulatedDatabase database)
    {
        private readonly SeededIds _ids = new(random.Split(1), TimeProvider.System);
        private readonly Guid _shop = Guid.Parse("00000000-0000-0000-0000-000000000001");

        public ImmutableArray<Guid> Barbers { get; } =
            [.. Enumerable.Range(2, 3).Select(n => Guid.Parse($"00000000-0000-0000-0000-{n:D12}"))];

        public LedgerEntry NextEntry()
        {
            var barber = random.Of(Barbers);
            return database.Bookings.Count == 0 || random.OneIn(2) ? New(barber)
                : random.OneIn(2) ? Change(Any(), barber)
                : MoveTo(Any(), barber);
        }

        private NewBooking New(Guid barber)
        {
            var (from, to) = Time();
            var held = random.OneIn(3);
            return new NewBooking
            {
                BarberId = barber,
                ExpectedVersion = Version(barber),
                Booking = new Booking
                {
                    Id = _ids.Next(),
                    ShopId = _shop,
                    BarberId = barber,
                    Status = held ? BookingStatus.Held : BookingStatus.Confirmed,
                    Services = [_shop],
                    Start = from + Duration.FromMinutes(5),
                    End = to,
                    OccupiedFrom = from,
                    OccupiedTo = to,
                    Price = new Money(3_500, "EUR"),
                    Client = new Client("Ada", null, null),
                    HoldExpiresAt = held ? Noon : null,
                    IdempotencyKey = $"key {random.Below(300)}",
                    RequestHash = ImmutableArray.Create(new byte[32]),
                    CreatedAt = Noon,
                },
            };
        }

        private StatusChange Change(Booking booking, Guid other)
        {
            var (from, to) = random.Of(Steps.Where(step => step.From == booking.Status).DefaultIfEmpty(Steps[0]).ToList());
            var barber = random.OneIn(8) ? other : booking.BarberId;
            return new StatusChange
            {
                BarberId = barber,
                ExpectedVersion = Version(barber),
                BookingIds = random.OneIn(4) ? [.. new[] { booking.Id, Any().Id }.Distinct()] : [booking.Id],
                From = from,
                To = to,
                At = Noon,
            };
        }

        private Move MoveTo(Booking booking, Guid barber)
        {
            var (from, to) = Time();
            return new Move
            {
                BarberId = barber,
                ExpectedVersion = Version(barber),
                BookingId = booking.Id,
                FromBarberId = random.OneIn(8) ? barber : booking.BarberId,
                Status = random.OneIn(8) ? BookingStatus.Held : booking.Status,
                FromStart = random.OneIn(8) ? from : booking.Start,
                Revision = random.OneIn(8) ? booking.Revision + 1 : booking.Revision,
                Start = from,
                End = to,
                OccupiedFrom = from,
                OccupiedTo = to + Duration.FromMinutes(5),
                Price = new Money(random.Below(5_000), "EUR"),
                At = Noon,
            };
        }

        private Booking Any() => random.Of(database.Bookings.Values.ToList());

        private (Instant From, Instant To) Time()
        {
            var from = Noon + Duration.FromMinutes(5 * random.Below(200));
            return (from, from + Duration.FromMinutes(5 * random.Between(2, 9)));
        }

        private long Version(Guid barber) => Math.Max(0, database.Version(barber) + (random.OneIn(8) ? random.Between(-1, 1) : 0));
    }
}
