using System.Threading.RateLimiting;
using BookedBarber.Api.Hosting;
using BookedBarber.Api.Http;
using BookedBarber.Api.Pages;

namespace BookedBarber.Api.Limits;

/// <summary>
/// How many requests a minute each client address has, and each key or token, for each class of endpoints. They come
/// before the guard: what is too much is not even asked who it is.
/// </summary>
public sealed class RouteLimits : IAsyncDisposable
{
    private const int Segments = 6;
    private const int PublicPartOfKey = 35;
    private const int BeginningOfToken = 64;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<RouteClass, PartitionedRateLimiter<HttpContext>> _limiters = [];

    /// <summary>With the limits of the settings.</summary>
    public RouteLimits(ApiSettings settings)
    {
        foreach (var (routes, requests) in settings.RateLimits)
        {
            if (requests > 0)
            {
                _limiters[routes] = PartitionedRateLimiter.CreateChained(
                    Limiter(requests, ClientNetwork.Of), Limiter(requests, Credential));
            }
        }
    }

    /// <summary>The same answer behind the limit of a class; where there is no limit, the answer itself.</summary>
    public RequestDelegate Before(RouteClass? routes, RequestDelegate answer) =>
        routes is null || !_limiters.TryGetValue(routes, out var limiter)
            ? answer
            : context =>
            {
                using var lease = limiter.AttemptAcquire(context);
                return lease.IsAcquired ? answer(context) : RefuseAsync(context, lease);
            };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var limiter in _limiters.Values)
        {
            await limiter.DisposeAsync();
        }
    }

    private static PartitionedRateLimiter<HttpContext> Limiter(int requests, Func<HttpContext, string?> client) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => client(context) is { } key
            ? RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = requests,
                Window = Window,
                SegmentsPerWindow = Segments,
                QueueLimit = 0,
            })
            : RateLimitPartition.GetNoLimiter(""));

    // The public part of a key, or the beginning of a token. Whoever invents many is counted by address all the same.
    private static string? Credential(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        var start = header.IndexOf(' ', StringComparison.Ordinal) + 1;
        var length = header.AsSpan(start).StartsWith("bb_") ? PublicPartOfKey : BeginningOfToken;
        return header.Length == 0 ? null : header[start..Math.Min(header.Length, start + length)];
    }

    private static Task RefuseAsync(HttpContext context, RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window / Segments;
        var problem = ApiProblem.Of(
            StatusCodes.Status429TooManyRequests,
            ApiProblemCodes.TooManyRequests,
            "There were too many of these requests from here; come back after Retry-After.");
        return (problem with { RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds) })
            .ToAnswer(context).ExecuteAsync(context);
    }
}
