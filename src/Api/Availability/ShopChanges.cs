using System.Collections.Concurrent;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Availability;

/// <summary>
/// Waits for the changes of shops on behalf of all streams of this process. Who has seen the same waits for the same:
/// so a shop is asked once, however many people look at it, and its grain has time for those who book.
/// </summary>
public sealed class ShopChanges(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<(Guid Shop, long Seen), Lazy<Task<long>>> _changes = new();
    private readonly ConcurrentDictionary<
        (Guid Shop, AvailabilityQuery Query, long Seen), Lazy<Task<Result<AvailableDays>>>> _days = new();

    /// <summary>The days of a query after the next change, or after a few seconds without one.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="query">Which days.</param>
    /// <param name="seen">The change that the caller has seen.</param>
    public Task<Result<AvailableDays>> NextAsync(Guid shop, AvailabilityQuery query, long seen) =>
        ShareAsync(_days, (shop, query, seen), async () =>
        {
            var grain = grains.GetGrain<IShopGrain>(shop.ToString());
            await ShareAsync(_changes, (shop, seen), () => grain.AwaitChange(seen));
            return await grain.GetDays(query);
        });

    private static Task<T> ShareAsync<TKey, T>(
        ConcurrentDictionary<TKey, Lazy<Task<T>>> underWay, TKey key, Func<Task<T>> call)
        where TKey : notnull
    {
        return underWay.GetOrAdd(key, _ => new Lazy<Task<T>>(CallAsync)).Value;

        async Task<T> CallAsync()
        {
            try
            {
                return await call();
            }
            finally
            {
                underWay.TryRemove(key, out _);
            }
        }
    }
}
