using BookedBarber.Api.Access;
using BookedBarber.Api.Bookings;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Web.Book;
using BookedBarber.Web.Manage;
using BookedBarber.Web.Texts;

namespace BookedBarber.Api.Pages;

/// <summary>A booking's own pages, for whoever has its manage link: <c>/bookings/{id}?token=…</c>.</summary>
internal sealed class BookingPages(BookingAccess access, IGrainFactory grains, TimeProvider clock)
{
    private const string NewsKey = "news";
    private const string Booked = "booked", Moved = "moved", Cancelled = "cancelled";
    private const string TooLate = "too-late", Other = "changed";

    /// <summary>Maps the pages.</summary>
    public void Map(IEndpointRouteBuilder pages)
    {
        var booking = pages.MapGroup("/bookings/{id}").RequireAccess(AccessPolicy.BookingLink);
        booking.AddEndpointFilter(static (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        booking.MapGet("", ShowAsync).Limited(RouteClass.Reads);
        booking.MapPost("/cancel", CancelAsync).Limited(RouteClass.Booking);
        booking.MapGet("/reschedule", RescheduleAsync).Limited(RouteClass.Reads);
        booking.MapPost("/reschedule", MoveAsync).Limited(RouteClass.Booking);
    }

    private async Task<IResult> ShowAsync(HttpContext context, string id)
    {
        if (await OpenAsync(id, context.Request.Query["token"]) is not { } opened)
        {
            return Refused(context);
        }

        var news = context.Request.Query[NewsKey].ToString();
        var now = clock.GetUtcNow().ToOffset(opened.Booking.Start.Offset);
        return PageAnswers.Of<BookingPage>(
            (nameof(BookingPage.Shop), opened.Shop),
            (nameof(BookingPage.Booking), opened.Booking),
            (nameof(BookingPage.Links), opened.Links),
            (nameof(BookingPage.Now), now),
            (nameof(BookingPage.News), InWords(news)),
            (nameof(BookingPage.NewsIsBad), news is TooLate or Other),
            (nameof(BookingPage.IsNew), news == Booked),
            (nameof(BookingPage.OwnZone), context.Request.OwnZone()));
    }

    private async Task<IResult> CancelAsync(HttpContext context, string id)
    {
        var sent = await PageForm.ReadAsync(context.Request);
        if (await OpenAsync(id, sent?["token"]) is not { } opened)
        {
            return Refused(context);
        }

        var cancelled = await ChangeAsync(context, opened.Booking, seen => grains
            .GetGrain<IBookingGrain>(seen.Id.ToString()).Change(BookingAction.Cancel, asStaff: false, seen.Revision));
        return Back(opened.Links, cancelled.Problem?.Code switch
        {
            null => Cancelled,
            ProblemCodes.TooLate => TooLate,
            _ => Other,
        });
    }

    private async Task<IResult> RescheduleAsync(HttpContext context, string id)
    {
        if (await OpenAsync(id, context.Request.Query["token"]) is not { } opened)
        {
            return Refused(context);
        }

        var (booking, shop, links) = opened;
        if (shop.ReadStart(context.Request.Query["start"]) is { } start)
        {
            return Move(opened, start);
        }

        var choice = new BookingChoice(booking.Services, booking.Barber);
        var times = await grains.GetGrain<IShopGrain>(shop.Id.ToString())
            .GetOpenTimesAsync(shop, choice, context.Request.ReadDay(), clock);
        return times.Value is { } found
            ? PageAnswers.Of<ReschedulePage>(
                (nameof(ReschedulePage.Shop), shop),
                (nameof(ReschedulePage.Booking), booking),
                (nameof(ReschedulePage.Links), links),
                (nameof(ReschedulePage.Times), found),
                (nameof(ReschedulePage.OwnZone), context.Request.OwnZone()))
            : Back(links, Other);
    }

    private async Task<IResult> MoveAsync(HttpContext context, string id)
    {
        var sent = await PageForm.ReadAsync(context.Request);
        if (await OpenAsync(id, sent?["token"]) is not { } opened)
        {
            return Refused(context);
        }

        if (opened.Shop.ReadStart(sent!["start"]) is not { } start)
        {
            return PageAnswers.SeeOther(opened.Links.Reschedule());
        }

        var moved = await ChangeAsync(context, opened.Booking, seen => grains
            .GetGrain<IShopGrain>(seen.Shop.ToString()).Reschedule(new RescheduleRequest
            {
                BookingId = seen.Id,
                Start = start,
                AsStaff = false,
                Revision = seen.Revision,
            }));
        return moved.Problem switch
        {
            null => Back(opened.Links, Moved),
            { Code: ProblemCodes.TooLate } => Back(opened.Links, TooLate),
            { Code: ProblemCodes.InvalidStatus or ProblemCodes.HoldExpired } => Back(opened.Links, Other),
            var problem => Move(opened, start, problem),
        };
    }

    private static IResult Move(Opened opened, DateTimeOffset start, Problem? problem = null) =>
        PageAnswers.Of<MovePage>(
            problem is null ? StatusCodes.Status200OK : ApiProblemCodes.StatusOf(problem.Code),
            (nameof(MovePage.Shop), opened.Shop),
            (nameof(MovePage.Booking), opened.Booking),
            (nameof(MovePage.Links), opened.Links),
            (nameof(MovePage.Start), start),
            (nameof(MovePage.Problem), problem));

    private async Task<Result<BookingMessage>> ChangeAsync(
        HttpContext context, BookingMessage seen, Func<BookingMessage, Task<Result<BookingMessage>>> change) =>
        await BookingChange.DoAsync(
            seen, change, id => grains.GetGrain<IBookingGrain>(id.ToString()).Get(), context.RequestAborted)
        ?? Problem.Of(ProblemCodes.BookingChanged, "The booking kept changing under this request.");

    private async Task<Opened?> OpenAsync(string id, string? token)
    {
        if (await access.OpenWithTokenAsync(id, token ?? "") is not { } booking
            || await grains.GetGrain<IShopGrain>(booking.Shop.ToString()).GetProfile() is not { } shop)
        {
            return null;
        }

        return new Opened(booking, shop, new BookingLinks(booking.Id, token!));
    }

    // Which of the two was wrong is not said: nobody learns which bookings exist.
    private static IResult Refused(HttpContext context) =>
        ApiProblem.NotFound("booking").ToAnswer(context, aboutBooking: true);

    private static IResult Back(BookingLinks links, string news) =>
        PageAnswers.SeeOther($"{links.Booking}&{NewsKey}={news}");

    private static string? InWords(string news) => news switch
    {
        Moved => Words.MovedTitle,
        Cancelled => Words.CancelledTitle,
        TooLate => Words.TooLate,
        Other => Words.ChangedMeanwhile,
        _ => null,
    };

    private sealed record Opened(BookingMessage Booking, ShopProfile Shop, BookingLinks Links);
}
