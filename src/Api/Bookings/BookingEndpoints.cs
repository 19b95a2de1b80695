using BookedBarber.Api.Access;
using BookedBarber.Api.Audit;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookedBarber.Api.Bookings;

/// <summary>Booking, and coming back to a booking.</summary>
public static class BookingEndpoints
{
    /// <summary>Maps <c>POST /v1/shops/{shop}/bookings</c> and <c>/v1/bookings/{id}</c>.</summary>
    public static void MapBookings(this RouteGroupBuilder v1)
    {
        var newBookings = ((IEndpointRouteBuilder)v1).ServiceProvider.GetRequiredService<NewBookings>();
        v1.MapPost("/shops/{shop}/bookings", (Delegate)newBookings.AnswerAsync)
            .RequireAccess(AccessPolicy.Open).Limited(RouteClass.Booking)
            .Accepts<BookingBody>("application/json")
            .Produces<BookingView>(StatusCodes.Status201Created).Produces<BookingView>()
            .Produces<ApiProblem>(StatusCodes.Status409Conflict, ApiProblem.ContentType)
            .Produces<ApiProblem>(StatusCodes.Status422UnprocessableEntity, ApiProblem.ContentType)
            .WithTags("Open").WithSummary("Books; needs an Idempotency-Key of up to 64 printable characters.");
        v1.MapPost("/shops/{shop}/staff-bookings", (Delegate)newBookings.AnswerStaffAsync)
            .RequireAccess(AccessPolicy.Staff).Limited(RouteClass.Staff).Audited("booking.created")
            .Accepts<BookingBody>("application/json")
            .Produces<BookingView>(StatusCodes.Status201Created).Produces<BookingView>()
            .Produces<ApiProblem>(StatusCodes.Status409Conflict, ApiProblem.ContentType)
            .Produces<ApiProblem>(StatusCodes.Status422UnprocessableEntity, ApiProblem.ContentType)
            .WithTags("Staff").WithSummary(
                "Books for somebody who came in or called: without notice, and without waiting for a deposit. Needs an "
                + "Idempotency-Key; a barber books their own chair only.");
        v1.MapGet("/bookings/{id}", Get)
            .RequireAccess(AccessPolicy.Booking).Limited(RouteClass.Reads)
            .Produces<BookingView>()
            .WithTags("Open").WithSummary("A booking, for who has its token or works in its shop.");
        v1.MapPost("/bookings/{id}/cancel", CancelAsync)
            .RequireAccess(AccessPolicy.Booking).Limited(RouteClass.Booking).Audited("booking.cancelled")
            .Produces<BookingView>()
            .WithTags("Open").WithSummary("Gives a booking up, until the shop's deadline.");
        v1.MapPost("/bookings/{id}/reschedule", RescheduleAsync)
            .RequireAccess(AccessPolicy.Booking).Limited(RouteClass.Booking).Audited("booking.rescheduled")
            .Accepts<RescheduleBody>("application/json").Produces<BookingView>()
            .WithTags("Open").WithSummary("Another start, and perhaps another barber, in one step.");
    }

    private static JsonHttpResult<BookingView> Get(HttpContext context) =>
        TypedResults.Json(BookingView.From(context.Admission().Booking!), ApiJson.Default.BookingView);

    private static Task<IResult> CancelAsync(HttpContext context, IGrainFactory grains)
    {
        var admission = context.Admission();
        return context.ChangeAsync(
            grains,
            admission.Booking!,
            seen => grains.GetGrain<IBookingGrain>(seen.Id.ToString())
                .Change(Scheduling.Bookings.BookingAction.Cancel, admission.AsStaff, seen.Revision));
    }

    private static async Task<IResult> RescheduleAsync(HttpContext context, IGrainFactory grains)
    {
        var admission = context.Admission();
        var booking = admission.Booking!;
        var (body, unreadable) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.RescheduleBody, context.RequestAborted);
        var errors = new FieldErrors();
        var request = body?.Read(errors, booking, admission.AsStaff);
        if ((unreadable ?? errors.Problem) is { } bad)
        {
            return bad.ToResult();
        }

        if (admission.OnlyBarber is { } own && (request!.AnyBarber || (request.Barber ?? own) != own))
        {
            return AccessProblems.Forbidden().ToResult();
        }

        return await context.ChangeAsync(grains, booking, seen => grains.GetGrain<IShopGrain>(seen.Shop.ToString())
            .Reschedule(request! with { Revision = seen.Revision }));
    }

    /// <summary>200 with the booking, or the problem.</summary>
    internal static IResult ToView(this Result<BookingMessage> result) =>
        result.Problem is { } problem
            ? ApiProblem.From(problem).ToResult()
            : TypedResults.Json(BookingView.From(result.Value!), ApiJson.Default.BookingView);
}
