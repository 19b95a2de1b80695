using BookedBarber.Api.Hosting;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Availability;

/// <summary>
/// How many live streams are open: in this process, of one client, and for how many different queries of one shop. Each
/// query is asked of the shop's grain at every change; how many look at the same makes no difference to it.
/// </summary>
public sealed class StreamPlaces(ApiSettings settings)
{
    /// <summary>How many different queries of one shop are followed.</summary>
    public const int MaxQueriesOfShop = 256;

    private const int MaxStreams = 10_000;
    private const int RetryAfterSeconds = 30;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _ofClient = [];
    private readonly Dictionary<Guid, Dictionary<AvailabilityQuery, int>> _ofShop = [];
    private int _streams;

    /// <summary>A place for a stream until it is disposed of, or why there is none.</summary>
    /// <param name="client">Whose it is (<see cref="ClientNetwork"/>).</param>
    /// <param name="shop">The shop.</param>
    /// <param name="query">What is followed of it; null for whatever its people see.</param>
    public (IDisposable? Place, ApiProblem? Problem) Open(string? client, Guid shop, AvailabilityQuery? query)
    {
        client ??= "";
        lock (_lock)
        {
            var queries = _ofShop.GetValueOrDefault(shop);
            if (_streams >= MaxStreams)
            {
                return (null, ApiProblem.Unavailable("Too many streams are open.", RetryAfterSeconds));
            }

            if (query is not null && queries?.Count >= MaxQueriesOfShop && !queries.ContainsKey(query))
            {
                return (null, ApiProblem.Unavailable(
                    "Too many different open starts of this shop are followed.", RetryAfterSeconds));
            }

            if (settings.StreamsPerClient > 0 && _ofClient.GetValueOrDefault(client) >= settings.StreamsPerClient)
            {
                var problem = ApiProblem.Of(
                    StatusCodes.Status429TooManyRequests,
                    ApiProblemCodes.TooManyRequests,
                    $"{settings.StreamsPerClient} streams are open from here; close some first.");
                return (null, problem with { RetryAfterSeconds = RetryAfterSeconds });
            }

            _streams++;
            _ofClient[client] = _ofClient.GetValueOrDefault(client) + 1;
            if (query is not null)
            {
                _ofShop[shop] = queries ??= [];
                queries[query] = queries.GetValueOrDefault(query) + 1;
            }

            return (new Place(() => Close(client, shop, query)), null);
        }
    }

    private void Close(string client, Guid shop, AvailabilityQuery? query)
    {
        lock (_lock)
        {
            _streams--;
            CountDown(_ofClient, client);
            if (query is null)
            {
                return;
            }

            CountDown(_ofShop[shop], query);
            if (_ofShop[shop].Count == 0)
            {
                _ofShop.Remove(shop);
            }
        }
    }

    private static void CountDown<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull
    {
        if (--counts[key] == 0)
        {
            counts.Remove(key);
        }
    }

    private sealed class Place(Action close) : IDisposable
    {
        private Action? _close = close;

        public void Dispose() => Interlocked.Exchange(ref _close, null)?.Invoke();
    }
}
