using System.Globalization;
using BookedBarber.Api.Http;
using BookedBarber.Api.Pages;
using BookedBarber.Silo.Hosting;
using BookedBarber.Web.Operations;

namespace BookedBarber.Api.Operations;

/// <summary>What operators look at: <c>/ops</c>, and <c>/ops/stream</c> for its figures as they come.</summary>
internal static class OperationsEndpoints
{
    private const int MaxStreams = 32;
    private const int RetryAfterSeconds = 30;

    private static int _streams;

    /// <summary>Maps the page and its stream.</summary>
    public static void MapOperations(this IEndpointRouteBuilder pages)
    {
        var operations = pages.MapGroup("/ops").RequireOperator();
        operations.MapGet("", Show);
        operations.MapGet("/stream", StreamAsync);
    }

    private static IResult Show(OperationsWatch watch) =>
        PageAnswers.Of<OperationsPage>((nameof(OperationsPage.View), watch.Latest.View));

    private static async Task<IResult> StreamAsync(
        HttpContext context, OperationsWatch watch, IHostApplicationLifetime lifetime)
    {
        if (Interlocked.Increment(ref _streams) > MaxStreams)
        {
            Interlocked.Decrement(ref _streams);
            return ApiProblem.Unavailable(
                string.Create(CultureInfo.InvariantCulture, $"{MaxStreams} streams are open already."),
                RetryAfterSeconds).ToResult();
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers.CacheControl = "no-store";
            var (history, look) = watch.Begin();
            await WriteAsync(context.Response, history, end.Token);
            while (true)
            {
                await WriteAsync(context.Response, look.Event, end.Token);
                look = await look.Next.WaitAsync(end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The operator went, or we stop.
            return Results.Empty;
        }
        finally
        {
            Interlocked.Decrement(ref _streams);
        }
    }

    private static async Task WriteAsync(HttpResponse response, byte[] bytes, CancellationToken end)
    {
        await response.BodyWriter.WriteAsync(bytes, end);
        await response.BodyWriter.FlushAsync(end);
    }
}
