using BookedBarber.Api.Bookings;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Results;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookedBarber.Api.Metrics;

/// <summary>Counts what became of the requests to book, around the endpoint that takes them.</summary>
public static class BookingCounting
{
    private const string BookingsRoute = "/bookings";

    /// <summary>Counts for the endpoint of this group that makes bookings.</summary>
    public static RouteGroupBuilder CountBookings(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Add(static endpoint =>
        {
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } route }
                && route.EndsWith(BookingsRoute, StringComparison.Ordinal))
            {
                endpoint.FilterFactories.Add(static (_, next) => context => CountAsync(context, next));
            }
        });
        return group;
    }

    private static async ValueTask<object?> CountAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var bookings = context.HttpContext.RequestServices.GetRequiredService<BookingInstruments>();
        object? answer;
        try
        {
            answer = await next(context);
        }
        catch (Exception exception)
        {
            if (CodeOf(exception, context.HttpContext) is { } code)
            {
                bookings.Refused(code);
            }

            throw;
        }

        switch (answer)
        {
            case JsonHttpResult<BookingView> { StatusCode: StatusCodes.Status201Created, Value: { } booking }:
                bookings.Accepted(booking.Status);
                break;
            case JsonHttpResult<BookingView>:
                bookings.Repeated();
                break;
            case ApiProblemResult refusal:
                return new CountedRefusal(refusal, bookings);
        }

        return answer;
    }

    /// <summary>The code that the client will be given; null when it has gone.</summary>
    private static string? CodeOf(Exception exception, HttpContext context) => exception switch
    {
        OperationCanceledException when context.RequestAborted.IsCancellationRequested => null,
        GrainUnavailableException or TimeoutException or OrleansException => ProblemCodes.Unavailable,
        BadHttpRequestException bad => ApiProblemCodes.CodeOf(bad.StatusCode),
        _ => ApiProblemCodes.InternalError,
    };
}
