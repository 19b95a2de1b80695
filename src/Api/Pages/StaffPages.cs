using System.Collections.Immutable;
using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Time;
using BookedBarber.Web.Setup;
using BookedBarber.Web.Staff;
using Microsoft.AspNetCore.Antiforgery;
using NodaTime;

namespace BookedBarber.Api.Pages;

/// <summary>
/// The calendar of a shop for its people: the list of a day, a day or a week to scale, and one booking. A barber is
/// shown their own.
/// </summary>
internal sealed class StaffPages(IGrainFactory grains, IAntiforgery antiforgery, TimeProvider clock)
{
    private const int MaxPages = 20;

    /// <summary>Maps the pages.</summary>
    public void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/staff/{shop}", (Delegate)ListAsync)
            .RequireAccess(AccessPolicy.Staff.AsPage()).Limited(RouteClass.Staff);
        pages.MapGet("/staff/{shop}/calendar", (Delegate)CalendarAsync)
            .RequireAccess(AccessPolicy.Staff.AsPage()).Limited(RouteClass.Staff);
        pages.MapGet("/staff/{shop}/bookings/{id}", (Delegate)BookingAsync)
            .RequireAccess(AccessPolicy.BookingStaff.AsPage()).Limited(RouteClass.Staff);
    }

    private async Task<IResult> ListAsync(HttpContext context)
    {
        var desk = await DeskAsync(context);
        var date = ReadDay(context, desk);
        var (bookings, problem) = await ReadAsync(context, date, days: 1, context.Admission().OnlyBarber);
        return problem is not null
            ? problem.ToAnswer(context)
            : PageAnswers.Of<DayPage>((nameof(DayPage.Day), new StaffDay
            {
                Desk = desk,
                Date = date,
                Bookings = bookings,
            }));
    }

    private async Task<IResult> CalendarAsync(HttpContext context)
    {
        var desk = await DeskAsync(context);
        var query = context.Request.Query;
        var calendar = new StaffCalendar
        {
            Desk = desk,
            Date = ReadDay(context, desk),
            IsWeek = query["view"] == StaffAddresses.Week,
            Barber = Guid.TryParseExact(query["barber"], "D", out var one)
                && desk.Barbers.Any(barber => barber.Id == one) ? one : null,
        };
        var (bookings, problem) = await ReadAsync(
            context, calendar.From, calendar.Days, context.Admission().OnlyBarber ?? calendar.Barber);
        if (problem is not null)
        {
            return problem.ToAnswer(context);
        }

        var schedules = await Task.WhenAll(calendar.Columns.Select(async barber =>
            (barber.Id, Schedule: await grains.GetGrain<IBarberGrain>(barber.Id.ToString()).GetSchedule())));
        return PageAnswers.Of<CalendarPage>((nameof(CalendarPage.Calendar), (calendar with { Bookings = bookings })
            .WithTimes(schedules.ToDictionary(read => read.Id, read => read.Schedule), Zone(desk.Shop))));
    }

    private async Task<IResult> BookingAsync(HttpContext context) =>
        PageAnswers.Of<CardPage>(
            (nameof(CardPage.Desk), await DeskAsync(context)),
            (nameof(CardPage.Booking), context.Admission().Booking));

    private async Task<StaffDesk> DeskAsync(HttpContext context)
    {
        var admission = context.Admission();
        var profile = (await Shop(context).GetProfile())!;
        return new StaffDesk
        {
            Shop = profile,
            Barbers = [.. profile.Barbers.Where(barber => (admission.OnlyBarber ?? barber.Id) == barber.Id)],
            IsOneBarber = admission.OnlyBarber is not null,
            Now = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(Zone(profile)).ToDateTimeOffset(),
            SetupAddress = SetupView.Address(profile)
                + (admission.OnlyBarber is { } own ? $"/barbers/{own}" : ""),
            AntiforgeryToken = antiforgery.GetAndStoreTokens(context).RequestToken!,
            Refusals = StaffWords.Refusals(profile),
        };
    }

    private static DateOnly ReadDay(HttpContext context, StaffDesk desk) =>
        context.Request.ReadDay() is { } day && IsShown(day) ? day : desk.Today;

    // The weeks before and after have addresses, too.
    private static bool IsShown(DateOnly day)
    {
        const int around = 14;
        return day > DateOnly.MinValue.AddDays(around) && day < DateOnly.MaxValue.AddDays(-around)
            && ShopCalendar.Has(LocalDate.FromDateOnly(day.AddDays(-around)))
            && ShopCalendar.Has(LocalDate.FromDateOnly(day.AddDays(around)));
    }

    private static DateTimeZone Zone(ShopProfile shop) =>
        ShopCalendar.For(shop.TimeZone, shop.Policy.SlotMinutes).Zone;

    private IShopGrain Shop(HttpContext context) =>
        grains.GetGrain<IShopGrain>(context.Admission().Shop!.Value.ToString());

    private async Task<(ImmutableArray<BookingMessage> Bookings, ApiProblem? Problem)> ReadAsync(
        HttpContext context, DateOnly from, int days, Guid? barber)
    {
        var shop = Shop(context);
        var found = ImmutableArray.CreateBuilder<BookingMessage>();
        string? cursor = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var list = await shop.ListBookings(new BookingListQuery
            {
                From = from,
                To = from.AddDays(days),
                Barber = barber,
                Cursor = cursor,
            });
            if (list.Value is not { } part)
            {
                return ([], ApiProblem.From(list.Problem!));
            }

            found.AddRange(part.Items);
            if (part.Next is null)
            {
                break;
            }

            cursor = part.Next;
        }

        return (found.ToImmutable(), null);
    }
}
