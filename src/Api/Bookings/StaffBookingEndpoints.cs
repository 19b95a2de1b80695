using BookedBarber.Api.Access;
using BookedBarber.Api.Audit;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Bookings;

namespace BookedBarber.Api.Bookings;

/// <summary>What the people of a shop do with its bookings.</summary>
public static class StaffBookingEndpoints
{
    /// <summary>Maps the list and its stream under the shop.</summary>
    public static void MapBookingList(this RouteGroupBuilder staff)
    {
        staff.MapGet("/bookings", ListAsync).RequireAccess(AccessPolicy.Staff).Limited(RouteClass.Staff)
            .Produces<BookingListView>()
            .WithSummary("The bookings that start from one date to another (exclusive), a page at a time.");
        staff.MapGet("/bookings/stream", BookingStream.SendAsync)
            .RequireAccess(AccessPolicy.Staff).Limited(RouteClass.Staff)
            .Produces(StatusCodes.Status200OK, contentType: "text/event-stream")
            .WithSummary("An event whenever bookings, hours or settings of the shop have changed.");
    }

    /// <summary>Maps the steps under the booking.</summary>
    public static void MapBookingSteps(this RouteGroupBuilder v1)
    {
        MapStep(v1, "confirm", BookingAction.Confirm, "The deposit was received by other means.");
        MapStep(v1, "check-in", BookingAction.CheckIn, "The client has arrived.");
        MapStep(v1, "complete", BookingAction.Complete, "The work is done.");
        MapStep(v1, "no-show", BookingAction.MarkNoShow, "The client did not come.");
    }

    private static void MapStep(RouteGroupBuilder v1, string name, BookingAction action, string summary) =>
        v1.MapPost(
            $"/bookings/{{id}}/{name}",
            (HttpContext context, IGrainFactory grains) => context.ChangeAsync(
                grains,
                context.Admission().Booking!,
                seen => grains.GetGrain<IBookingGrain>(seen.Id.ToString())
                    .Change(action, asStaff: true, seen.Revision)))
            .RequireAccess(AccessPolicy.BookingStaff).Limited(RouteClass.Staff).Audited($"booking.{name}")
            .Produces<BookingView>().WithTags("Staff").WithSummary(summary);

    private static async Task<IResult> ListAsync(HttpContext context, ShopAddress address, IGrainFactory grains)
    {
        var errors = new FieldErrors();
        var query = context.Request.Query;
        var list = new BookingListQuery
        {
            From = errors.RequiredDate(query["from"], "from"),
            To = errors.RequiredDate(query["to"], "to"),
            Barber = query["barber"].ToString() is { Length: > 0 } barber ? errors.Id(barber, "barber") : null,
            Status = Status(query["status"].ToString(), errors),
            Cursor = query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null,
        };
        if (errors.Problem is { } problem)
        {
            return problem.ToResult();
        }

        if (context.Admission().OnlyBarber is { } own)
        {
            if ((list.Barber ?? own) != own)
            {
                return AccessProblems.Forbidden().ToResult();
            }

            list = list with { Barber = own };
        }

        var shop = await address.ResolveAsync(context);
        var page = await grains.GetGrain<IShopGrain>(shop.ToString()!).ListBookings(list);
        return page.Problem is { } refusal
            ? ApiProblem.From(refusal).ToResult()
            : TypedResults.Json(
                new BookingListView(
                    [.. page.Value!.Items.Select(booking => BookingView.From(booking))], page.Value.Next),
                ApiJson.Default.BookingListView);
    }

    private static BookingStatus? Status(string text, FieldErrors errors)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (!BookingStatusNames.TryParse(text, out var status))
        {
            errors.Add("status", $"must be one of {string.Join(", ", BookingStatusNames.All)}");
        }

        return status;
    }
}
