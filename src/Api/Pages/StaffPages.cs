using System.Collections.Immutable;
using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Time;
using BookedBarber.Web.Setup;
using BookedBarber.Web.Staff;
using Microsoft.AspNetCore.Antiforgery;
using NodaTime;

namespace BookedBarber.Api.Pages;

/// <summary>The calendar of a shop for its people: <c>/staff/{shop}?day=</c>. A barber is shown their own.</summary>
internal static class StaffPages
{
    private const int MaxPages = 20;

    /// <summary>Maps the pages.</summary>
    public static void MapStaffPages(this RouteGroupBuilder pages) => pages.MapGet("/staff/{shop}", DayAsync)
        .RequireAccess(AccessPolicy.Staff.AsPage()).Limited(RouteClass.Staff);

    private static async Task<IResult> DayAsync(
        HttpContext context, IGrainFactory grains, IAntiforgery antiforgery, TimeProvider clock)
    {
        var admission = context.Admission();
        var shop = grains.GetGrain<IShopGrain>(admission.Shop!.Value.ToString());
        var profile = (await shop.GetProfile())!;
        var calendar = ShopCalendar.For(profile.TimeZone, profile.Policy.SlotMinutes);
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(calendar.Zone);
        var today = now.Date.ToDateOnly();
        var date = context.Request.ReadDay() is { } day && IsShown(day) ? day : today;
        var (bookings, problem) = await ReadAsync(shop, date, admission.OnlyBarber);
        if (problem is not null)
        {
            return problem.ToAnswer(context);
        }

        return PageAnswers.Of<DayPage>((nameof(DayPage.Day), new StaffDay
        {
            Shop = profile,
            Date = date,
            Today = today,
            Now = now.ToDateTimeOffset(),
            Barbers = [.. profile.Barbers.Where(barber => (admission.OnlyBarber ?? barber.Id) == barber.Id)],
            IsOneBarber = admission.OnlyBarber is not null,
            Bookings = bookings,
            SetupAddress = SetupView.Address(profile)
                + (admission.OnlyBarber is { } own ? $"/barbers/{own}" : ""),
            AntiforgeryToken = antiforgery.GetAndStoreTokens(context).RequestToken!,
        }));
    }

    // The days before and after have addresses, too.
    private static bool IsShown(DateOnly day) =>
        day > DateOnly.MinValue && day < DateOnly.MaxValue
        && ShopCalendar.Has(LocalDate.FromDateOnly(day.AddDays(-1)))
        && ShopCalendar.Has(LocalDate.FromDateOnly(day.AddDays(1)));

    private static async Task<(ImmutableArray<BookingMessage> Bookings, ApiProblem? Problem)> ReadAsync(
        IShopGrain shop, DateOnly date, Guid? onlyBarber)
    {
        var found = ImmutableArray.CreateBuilder<BookingMessage>();
        string? cursor = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var list = await shop.ListBookings(new BookingListQuery
            {
                From = date,
                To = date.AddDays(1),
                Barber = onlyBarber,
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
