using System.Collections.Concurrent;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Availability;

/// <summary>
/// Waits for the changes of shops on behalf of all streams of this process. Who has seen the same waits for the same:
/// so a shop is asked once, however many people look at it, and its grain has time for those who book.
/// </summary>
public sealed class ShopChanges(IGrainFactory grains, TimeProvider clock)
{
    // A thousand who are woken by one change come back one after the other, and the last must not ask anew what the
    // first was told. Whoever is told something older than this looks again at once.
    private static readonly TimeSpan NewsStaysNews = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(Guid Shop, long Seen), Lazy<Task<long>>> _changes = new();
    private readonly ConcurrentDictionary<(Guid Shop, long Seen), Lazy<Task<long>>> _timelineChanges = new();
    private readonly ConcurrentDictionary<
        (Guid Shop, AvailabilityQuery Query, long Seen), Lazy<Task<Result<AvailableDays>>>> _days = new();

    /// <summary>The days of a query after the next change, or after a few seconds without one.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="query">Which days.</param>
    /// <param name="seen">The change that the caller has seen.</param>
    public Task<Result<AvailableDays>> NextAsync(Guid shop, AvailabilityQuery query, long seen) => ShareAsync(
        _days,
        (shop, query, seen),
        async () =>
        {
            var grain = grains.GetGrain<IShopGrain>(shop.ToString());
            await ShareAsync(_changes, (shop, seen), () => grain.AwaitChange(seen), change => change != seen);
            return await grain.GetDays(query);
        },
        days => days.Value is { } known && known.Change != seen);

    /// <summary>
    /// The count of changes of the shop's timelines after the next one, or after a few seconds without one.
    /// </summary>
    /// <param name="shop">The shop.</param>
    /// <param name="seen">The count that the caller has seen; 0 for none.</param>
    public Task<long> NextTimelineChangeAsync(Guid shop, long seen) => ShareAsync(
        _timelineChanges,
        (shop, seen),
        () => grains.GetGrain<IShopGrain>(shop.ToString()).AwaitTimelineChange(seen),
        change => change != seen);

    private Task<T> ShareAsync<TKey, T>(
        ConcurrentDictionary<TKey, Lazy<Task<T>>> underWay, TKey key, Func<Task<T>> call, Func<T, bool> isNews)
        where TKey : notnull
    {
        return underWay.GetOrAdd(key, _ => new Lazy<Task<T>>(CallAsync)).Value;

        async Task<T> CallAsync()
        {
            var stays = TimeSpan.Zero;
            try
            {
                var answer = await call();
                stays = isNews(answer) ? NewsStaysNews : TimeSpan.Zero;
                return answer;
            }
            finally
            {
                _ = ForgetAsync(stays);
            }
        }

        async Task ForgetAsync(TimeSpan after)
        {
            if (after > TimeSpan.Zero)
            {
                await Task.Delay(after, clock);
            }

            underWay.TryRemove(key, out _);
        }
    }
}
