using BookedBarber.Api.Bookings;
using BookedBarber.Api.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookedBarber.Api.Metrics;

/// <summary>Counts what became of the requests to book.</summary>
public static class BookingCounting
{
    /// <summary>Counts the answers of an endpoint that makes bookings.</summary>
    public static RouteHandlerBuilder CountBookings(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(static async (context, next) =>
        {
            var bookings = context.HttpContext.RequestServices.GetRequiredService<BookingInstruments>();
            try
            {
                var answer = await next(context);
                Count(answer, bookings);
                return answer;
            }
            catch (Exception exception) when (!context.HttpContext.RequestAborted.IsCancellationRequested)
            {
                bookings.Refused(ProblemHandling.ProblemOf(exception).Code);
                throw;
            }
        });

    private static void Count(object? answer, BookingInstruments bookings)
    {
        switch (answer)
        {
            case JsonHttpResult<BookingView> { StatusCode: StatusCodes.Status201Created, Value: { } booking }:
                bookings.Accepted(booking.Status);
                break;
            case JsonHttpResult<BookingView>:
                bookings.Repeated();
                break;
            case ApiProblemResult refusal:
                bookings.Refused(refusal.Problem.Code);
                break;
        }
    }
}
