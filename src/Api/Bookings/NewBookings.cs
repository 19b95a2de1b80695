using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Api.Metrics;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookedBarber.Api.Bookings;

/// <summary>
/// Answers <c>POST /v1/shops/{shop}/bookings</c> and what staff book for others, and counts what became of them.
/// When thousands want one start, all but one come out here with the same refusal: it is written once.
/// </summary>
public sealed class NewBookings(
    ShopAddress address, IGrainFactory grains, ManageTokens tokens, BookingInstruments instruments)
{
    private const string KeyHeader = "Idempotency-Key";

    private readonly SlotTakenAnswers _slotTaken = new();

    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var answer = await CountThrownAsync(context, () => BookAsync(context));
        await answer.ExecuteAsync(context);
    }

    /// <summary>Answers a request of who works in the shop: for somebody who came in, or called.</summary>
    public Task<IResult> AnswerStaffAsync(HttpContext context) =>
        CountThrownAsync(context, () => BookAsync(context, asStaff: true));

    /// <summary>Counts it as a refusal when a request to book ends with an exception.</summary>
    public async Task<T> CountThrownAsync<T>(HttpContext context, Func<Task<T>> book)
    {
        try
        {
            return await book();
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            instruments.Refused(ProblemHandling.ProblemOf(exception).Code);
            throw;
        }
    }

    private async Task<IResult> BookAsync(HttpContext context, bool asStaff = false)
    {
        if (context.Request.Headers[KeyHeader] is not [{ Length: > 0 } key])
        {
            return Refuse(ApiProblem.Of(
                StatusCodes.Status400BadRequest,
                ApiProblemCodes.IdempotencyKeyRequired,
                "A booking needs one Idempotency-Key header, so that repeating it never books twice."));
        }

        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.BookingBody, context.RequestAborted);
        var errors = new FieldErrors();
        var request = body?.Read(errors, key);
        if ((problem ?? errors.Problem) is { } bad)
        {
            return Refuse(bad);
        }

        if (await address.ResolveAsync(context) is not { } shopId)
        {
            return Refuse(ApiProblem.NotFound("shop"));
        }

        if (asStaff && context.Admission().OnlyBarber is { } own && request!.Barber != own)
        {
            return Refuse(AccessProblems.Forbidden());
        }

        var booked = await BookAsync(shopId, request! with { AsStaff = asStaff });
        return booked.Value is { } answer ? Answer(context, answer)
            : booked.Problem is { Code: ProblemCodes.SlotTaken } taken ? _slotTaken.For(taken)
            : ApiProblem.From(booked.Problem!).ToResult();
    }

    /// <summary>Books, and counts what became of it; what is thrown, the caller counts.</summary>
    public async Task<Result<BookingAnswer>> BookAsync(Guid shopId, BookingRequest request)
    {
        Result<BookingAnswer> booked = await grains.GetGrain<IShopGrain>(shopId.ToString()).Book(request);
        switch (booked)
        {
            case { Problem: { } problem }:
                instruments.Refused(problem.Code);
                break;
            case { Value.Created: true }:
                instruments.Accepted(booked.Value.Booking.Status.Name());
                break;
            default:
                instruments.Repeated();
                break;
        }

        return booked;
    }

    private JsonHttpResult<BookingView> Answer(HttpContext context, BookingAnswer answer)
    {
        var view = BookingView.From(answer.Booking, tokens.TokenFor(answer.Booking.Id));
        context.Response.Headers.Location = $"/v1/bookings/{view.Id}";
        return TypedResults.Json(
            view,
            ApiJson.Default.BookingView,
            statusCode: answer.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private IResult Refuse(ApiProblem problem)
    {
        instruments.Refused(problem.Code);
        return problem.ToResult();
    }
}
