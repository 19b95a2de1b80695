namespace BookedBarber.Grains.Shops;

/// <summary>
/// The shops of this process that most people wanted to book at during the last minute. However many shops there are,
/// few are kept: of more than <see cref="MaxShops"/> in one slice of time, the least busy make room, and whoever comes
/// in their place inherits their count, so that none of the busiest is missed ("space saving", Metwally et al., 2005).
/// </summary>
public sealed class BusiestShops(TimeProvider clock)
{
    /// <summary>How many shops are counted in one slice of time.</summary>
    public const int MaxShops = 64;

    private const int Slices = 12;

    private static readonly TimeSpan SliceLength = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ShopRequests>[] _slices =
        [.. Enumerable.Range(0, Slices).Select(_ => new Dictionary<string, ShopRequests>(MaxShops))];

    private readonly long _began = clock.GetTimestamp();
    private long _slice;

    /// <summary>The busiest first.</summary>
    /// <param name="count">How many at the most.</param>
    public IReadOnlyList<ShopRequests> Take(int count)
    {
        lock (_lock)
        {
            MoveOn();
            return [.. _slices.SelectMany(slice => slice.Values)
                .GroupBy(shop => shop.Slug)
                .Select(shop => new ShopRequests(
                    shop.Key, shop.Sum(one => one.Accepted), shop.Sum(one => one.Refused)))
                .OrderByDescending(shop => shop.Accepted + shop.Refused)
                .ThenBy(shop => shop.Slug, StringComparer.Ordinal)
                .Take(count)];
        }
    }

    /// <summary>Somebody wanted to book.</summary>
    public void Count(string slug, bool accepted)
    {
        lock (_lock)
        {
            MoveOn();
            var slice = _slices[_slice % Slices];
            if (!slice.TryGetValue(slug, out var shop))
            {
                shop = slice.Count < MaxShops ? new ShopRequests(slug, 0, 0) : Replace(slice, slug);
            }

            slice[slug] = accepted
                ? shop with { Accepted = shop.Accepted + 1 }
                : shop with { Refused = shop.Refused + 1 };
        }
    }

    private static ShopRequests Replace(Dictionary<string, ShopRequests> slice, string slug)
    {
        var least = slice.Values.MinBy(shop => shop.Accepted + shop.Refused);
        slice.Remove(least.Slug);
        return least with { Slug = slug };
    }

    private void MoveOn()
    {
        var now = clock.GetElapsedTime(_began).Ticks / SliceLength.Ticks;
        for (var behind = Math.Min(now - _slice, Slices); behind > 0; behind--)
        {
            _slices[(now - behind + 1) % Slices].Clear();
        }

        _slice = now;
    }
}

/// <summary>What became of the requests to book at a shop.</summary>
/// <param name="Slug">The shop.</param>
/// <param name="Accepted">Bookings that were made.</param>
/// <param name="Refused">Requests that were refused, or answered with an earlier booking.</param>
public readonly record struct ShopRequests(string Slug, long Accepted, long Refused);
