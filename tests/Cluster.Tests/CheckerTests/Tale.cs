using BookedBarber.Cluster.Tests.Checking;
using BookedBarber.Cluster.Tests.Histories;

namespace BookedBarber.Cluster.Tests.CheckerTests;

/// <summary>
/// A history made by hand, of one shop with two barbers and visits of half an hour; times in seconds.
/// </summary>
internal sealed class Tale
{
    public static readonly Guid Ann = Guid.Parse("00000000-0000-0000-0000-00000000000a");
    public static readonly Guid Bob = Guid.Parse("00000000-0000-0000-0000-00000000000b");
    public static readonly Guid Shop = Guid.Parse("00000000-0000-0000-0000-0000000000ff");

    private static readonly DateTimeOffset Began = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private readonly History _history = new() { Started = Began };
    private readonly List<BookingRow> _rows = [];

    /// <summary>When the rows were read.</summary>
    public double ReadAt { get; init; } = 1_000;

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-02-02T{time}Z", null);

    public static Guid IdOf(string key) => new([.. key.PadRight(16, '-').Take(16).Select(letter => (byte)letter)]);

    public static Attempt Granted(double began, double ended, SeenBooking seen) =>
        new("door", Seconds(began), Seconds(ended), 200, null, seen);

    public static Attempt Refused(double began, double ended, string reason = "slot_taken", int status = 409) =>
        new("door", Seconds(began), Seconds(ended), status, reason);

    public static Attempt Open(double began, double ended, int? status = null) =>
        new("door", Seconds(began), Seconds(ended), status, "unavailable");

    public static SeenBooking Seen(
        string key, string time, Guid barber, string status = "confirmed", double? holdEnds = null) =>
        new(IdOf(key), status, barber, At(time), holdEnds is { } ends ? Began.AddSeconds(ends) : null);

    /// <summary>A request to book, with these attempts.</summary>
    public Tale Book(string key, string time, Guid? barber, bool deposit, params IReadOnlyList<Attempt> attempts) =>
        Add(Asked.Book, key, time, barber, null, attempts, deposit);

    /// <summary>Somebody asks for a time, and has it.</summary>
    public Tale Booked(string key, double began, double ended, string time, Guid? barber = null) =>
        Book(key, time, barber ?? Ann, false, Granted(began, ended, Seen(key, time, barber ?? Ann)));

    /// <summary>Somebody asks for a time and a deposit is asked for.</summary>
    public Tale Held(string key, double began, double ended, string time, double holdEnds) =>
        Book(key, time, Ann, true, Granted(began, ended, Seen(key, time, Ann, "held", holdEnds)));

    /// <summary>Somebody is told that the time is taken.</summary>
    public Tale TurnedAway(string key, double began, double ended, string time, Guid? barber = null) =>
        Book(key, time, barber, false, Refused(began, ended));

    public Tale Move(string key, string time, Guid? barber, params IReadOnlyList<Attempt> attempts) =>
        Add(Asked.Move, key, time, barber, IdOf(key), attempts);

    public Tale Cancel(string key, params IReadOnlyList<Attempt> attempts) =>
        Add(Asked.Cancel, key, "00:00", null, IdOf(key), attempts);

    public Tale Confirm(string key, params IReadOnlyList<Attempt> attempts) =>
        Add(Asked.Confirm, key, "00:00", null, IdOf(key), attempts);

    public Tale Look(string key, params IReadOnlyList<Attempt> attempts) =>
        Add(Asked.Look, key, "00:00", null, IdOf(key), attempts);

    /// <summary>A row that is there at the end.</summary>
    public Tale Row(string key, string time, Guid? barber = null, string status = "confirmed", string? id = null)
    {
        _rows.Add(new BookingRow(IdOf(id ?? key), Shop, key, status, barber ?? Ann, At(time), null));
        return this;
    }

    /// <summary>What the checker finds.</summary>
    public IReadOnlyList<Fault> Faults() =>
    [
        .. HistoryChecker.Check(
            _history,
            [new ShopFacts(Shop, [Ann, Bob], TimeSpan.FromMinutes(30))],
            new FinalState(Seconds(ReadAt), _rows)).Select(violation => violation.Fault),
    ];

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private Tale Add(
        Asked what,
        string key,
        string time,
        Guid? barber,
        Guid? booking,
        IReadOnlyList<Attempt> attempts,
        bool deposit = false)
    {
        var wish = new Wish
        {
            What = what,
            Shop = Shop,
            Key = key,
            Booking = booking,
            Barber = barber,
            Start = At(time),
            Deposit = deposit,
        };
        _history.Add(new Operation("client", wish, attempts));
        return this;
    }
}
