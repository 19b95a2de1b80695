using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Scheduling.Time;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace BookedBarber.Grains.Shops;

// How a shop knows its barbers' time
//
// Every page of open starts is made from copies of the barbers' bitmaps. A barber sends each change with the version
// before and after it, so a message that was lost, or came twice or late, shows at the next one; and because the next
// one may be long in coming, the versions themselves are compared every few seconds while somebody reads. A copy that
// does not fit is thrown away and fetched whole. A copy that is behind can cost a refused booking, never a double
// one: the barber decides by its own memory.

/// <summary>The copies of all barbers of one shop.</summary>
internal sealed partial class ShopMirrors(IGrainFactory grains, TimeProvider clock, ILogger logger)
{
    // How old a page may be when a message was lost and nothing else happened.
    private static readonly TimeSpan CheckPeriod = TimeSpan.FromSeconds(3);

    // How long a reader waits for a comparison when there are copies to go on with.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private const int MaxFetches = 3;

    private readonly Dictionary<Guid, BarberMirror> _mirrors = [];
    private Task? _refreshing;
    private long _notices;
    private LocalDate _today;
    private DateTimeOffset _checkedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _nextHoldExpiry = DateTimeOffset.MaxValue;

    /// <summary>
    /// Called when a timeline has changed, with the ticks that may be open or taken now; null for everything, none when
    /// that is as it was.
    /// </summary>
    public Action<TickRange?>? Changed { get; set; }

    /// <summary>The copy of one barber's time, if there is one.</summary>
    public BarberMirror? this[Guid barberId] => _mirrors.GetValueOrDefault(barberId);

    /// <summary>
    /// From when on the copies have to be looked after, if nothing changes before: the next comparison, or the end of
    /// a hold.
    /// </summary>
    public DateTimeOffset FreshUntil
    {
        get
        {
            var nextCheck = _checkedAt + CheckPeriod;
            return _nextHoldExpiry > _checkedAt && _nextHoldExpiry < nextCheck ? _nextHoldExpiry : nextCheck;
        }
    }

    /// <summary>Whether the copies can be used as they are.</summary>
    public bool IsFresh(ShopModel shop, DateTimeOffset now) =>
        _mirrors.Count == shop.Profile.Barbers.Length && now < FreshUntil;

    /// <summary>Takes a barber's word for what changed.</summary>
    public void Apply(TimelineNotice notice)
    {
        _notices++;
        if (!_mirrors.TryGetValue(notice.BarberId, out var mirror))
        {
            Changed?.Invoke(default(TickRange));
            return;
        }

        if (mirror.Version == notice.After)
        {
            // It was fetched or came before.
            return;
        }

        if (mirror.TryApply(notice, out var range))
        {
            ComputeNextHoldExpiry();
            Changed?.Invoke(range);
            return;
        }

        _mirrors.Remove(notice.BarberId);
        Invalidate();
    }

    /// <summary>Nothing is known any more: the shop itself has changed.</summary>
    public void Clear()
    {
        _mirrors.Clear();
        Invalidate();
    }

    /// <summary>
    /// Compares and fetches what is needed, once for everybody who waits. A reader who has copies to go on with does
    /// not wait long: when barbers or their database are out of reach, the old copies serve. Without a copy the
    /// exception goes to the reader.
    /// </summary>
    public async Task RefreshAsync(ShopModel shop)
    {
        // One that is under way may have begun before the roster changed; then another one follows.
        for (var attempt = 0; attempt < MaxFetches && _mirrors.Count < shop.Profile.Barbers.Length; attempt++)
        {
            await JoinRefresh(shop);
        }

        try
        {
            await JoinRefresh(shop).WaitAsync(Patience, clock);
        }
        catch (TimeoutException)
        {
            // It goes on by itself, and the next reader will have what it brings.
        }
    }

    private Task JoinRefresh(ShopModel shop)
    {
        if (IsFresh(shop, clock.GetUtcNow()))
        {
            return Task.CompletedTask;
        }

        return _refreshing is { IsCompleted: false } ? _refreshing : _refreshing = RefreshOnceAsync(shop);
    }

    private async Task RefreshOnceAsync(ShopModel shop)
    {
        foreach (var stranger in _mirrors.Keys.Except(shop.Profile.Barbers.Select(barber => barber.Id)).ToList())
        {
            _mirrors.Remove(stranger);
        }

        var now = clock.GetUtcNow();
        var today = shop.Calendar.DateOf(Instant.FromDateTimeOffset(now));
        if (today != _today)
        {
            _today = today;
            Changed?.Invoke(null);
        }

        // Noted before the questions are asked: what changes while they are under way is due for the next check.
        _checkedAt = now;
        await Task.WhenAll(shop.Profile.Barbers.Select(barber => RefreshAsync(shop, barber.Id, now)));
        ComputeNextHoldExpiry();
    }

    private async Task RefreshAsync(ShopModel shop, Guid barberId, DateTimeOffset now)
    {
        var barber = grains.GetGrain<IBarberGrain>(barberId.ToString());
        var known = this[barberId];
        try
        {
            if (known?.NextHoldExpiry <= now)
            {
                await barber.ExpireHolds();
                known = this[barberId];
            }

            if (known is not null && Covers(known, shop))
            {
                // A notice may come before the answer does.
                var version = await barber.GetVersion();
                if (this[barberId]?.Version == version)
                {
                    return;
                }
            }

            _mirrors[barberId] = await FetchAsync(shop, barber);
            Changed?.Invoke(null);
        }
        catch (Exception exception) when (known is not null)
        {
            // The old copy stays in use; the barber will be asked again at the next check.
            LogNotCompared(logger, barberId, exception);
        }
    }

    private async Task<BarberMirror> FetchAsync(ShopModel shop, IBarberGrain barber)
    {
        for (var attempt = 1; ; attempt++)
        {
            var notices = _notices;
            var snapshot = await barber.GetTimeline();
            if (snapshot.SettingsRevision < shop.Settings.Revision)
            {
                await barber.Configure(shop.Settings);
                snapshot = await barber.GetTimeline();
            }

            if (snapshot.NextHoldExpiry <= clock.GetUtcNow())
            {
                await barber.ExpireHolds();
                snapshot = await barber.GetTimeline();
            }

            // A notice that overtook the snapshot was laid over the old copy; it would be lost with it.
            if (notices == _notices || attempt == MaxFetches)
            {
                return new BarberMirror(snapshot);
            }
        }
    }

    private bool Covers(BarberMirror mirror, ShopModel shop) =>
        mirror.FirstTick + (mirror.Free.Length << 6)
            >= shop.Calendar.Day(_today.PlusDays(shop.Policy.HorizonDays)).EndTick;

    private void ComputeNextHoldExpiry() =>
        _nextHoldExpiry = _mirrors.Values.Min(mirror => mirror.NextHoldExpiry) ?? DateTimeOffset.MaxValue;

    private void Invalidate()
    {
        _checkedAt = DateTimeOffset.MinValue;
        Changed?.Invoke(null);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Barber {BarberId} does not answer; its old copy is shown")]
    private static partial void LogNotCompared(ILogger logger, Guid barberId, Exception exception);
}
