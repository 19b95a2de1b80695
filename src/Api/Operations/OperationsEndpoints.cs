using System.Globalization;
using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Api.Pages;
using BookedBarber.Web.Operations;

namespace BookedBarber.Api.Operations;

/// <summary>What operators look at: <c>/ops</c>, and <c>/ops/stream</c> for its figures as they come.</summary>
internal static class OperationsEndpoints
{
    private const int MaxStreams = 32;
    private const int RetryAfterSeconds = 30;

    // Then a browser comes back, and is asked again who it is.
    private static readonly TimeSpan StreamLength = TimeSpan.FromMinutes(5);

    private static int _streams;

    /// <summary>Maps the page and its stream.</summary>
    public static void MapOperations(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/ops", Show).RequireAccess(AccessPolicy.Administrator.AsPage());
        pages.MapGet("/ops/stream", StreamAsync).RequireAccess(AccessPolicy.Administrator);
    }

    private static IResult Show(OperationsWatch watch) =>
        PageAnswers.Of<OperationsPage>((nameof(OperationsPage.View), watch.Latest.View));

    private static async Task<IResult> StreamAsync(
        HttpContext context, OperationsWatch watch, IHostApplicationLifetime lifetime, TimeProvider clock)
    {
        if (Interlocked.Increment(ref _streams) > MaxStreams)
        {
            Interlocked.Decrement(ref _streams);
            return ApiProblem.Unavailable(
                string.Create(CultureInfo.InvariantCulture, $"{MaxStreams} streams are open already."),
                RetryAfterSeconds).ToResult();
        }

        using var length = new CancellationTokenSource(StreamLength, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping, length.Token);
        try
        {
            context.Response.BeginEvents();
            var (history, look) = watch.Begin();
            await context.Response.SendEventAsync(history, end.Token);
            while (true)
            {
                await context.Response.SendEventAsync(look.Event, end.Token);
                look = await look.Next.WaitAsync(end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The operator went, or we stop, or it is time to come back.
            return Results.Empty;
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }
}
