using System.Collections.Immutable;
using BookedBarber.Accounts.Members;
using BookedBarber.Api.Access;
using BookedBarber.Api.Barbers;
using BookedBarber.Api.Calendars;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Calendars;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Time;
using BookedBarber.Web.Setup;
using BookedBarber.Web.Texts;
using Microsoft.AspNetCore.Antiforgery;

namespace BookedBarber.Api.Pages;

/// <summary>What owners set up: <c>/account/shops/new</c>, and everything under <c>/staff/{shop}/setup</c>.</summary>
internal static class SetupPages
{
    private const string UsualZone = "Europe/Berlin";

    /// <summary>Maps the pages.</summary>
    public static void MapSetupPages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/account/shops/new", NewShop)
            .RequireAccess(AccessPolicy.NewShop.AsPage()).Limited(RouteClass.Staff);
        var setup = pages.MapGroup("/staff/{shop}/setup").Limited(RouteClass.Staff);
        setup.MapGet("", ShopAsync).RequireAccess(AccessPolicy.Manager.AsPage());
        setup.MapGet("/services", ServicesAsync).RequireAccess(AccessPolicy.Manager.AsPage());
        setup.MapGet("/barbers", BarbersAsync).RequireAccess(AccessPolicy.Manager.AsPage());
        setup.MapGet("/barbers/{id}", BarberAsync).RequireAccess(AccessPolicy.OwnCalendar.AsPage());
    }

    /// <summary>What is around a page of the set-up, for who has opened it.</summary>
    public static async Task<SetupView> SetupViewAsync(
        this HttpContext context, IGrainFactory grains, IAntiforgery antiforgery)
    {
        var shop = (await grains.GetGrain<IShopGrain>(context.Admission().Shop!.Value.ToString()).GetProfile())!;
        return new SetupView
        {
            Shop = shop,
            Tabs = [.. Tabs(shop, context.MembershipIn(shop.Id))],
            Refusals = StaffWords.Refusals(shop),
            AntiforgeryToken = antiforgery.GetAndStoreTokens(context).RequestToken!,
        };
    }

    private static IEnumerable<(string Address, string Text)> Tabs(ShopProfile shop, Membership reader)
    {
        var address = SetupView.Address(shop);
        if (reader.Role == ShopRole.Barber)
        {
            yield return ($"{address}/barbers/{reader.Barber}", Words.SetupMyHours);
            yield break;
        }

        yield return (address, Words.Setup);
        yield return ($"{address}/services", Words.SetupServices);
        yield return ($"{address}/barbers", Words.SetupBarbers);
        if (reader.Role == ShopRole.Owner)
        {
            yield return ($"{address}/people", Words.PeopleTitle);
            yield return ($"{address}/keys", Words.KeysTitle);
            yield return ($"{address}/log", Words.LogTitle);
        }
    }

    private static Membership MembershipIn(this HttpContext context, Guid shop) =>
        context.Admission().Caller!.In(shop) ?? throw new InvalidOperationException("The guard let in a stranger.");

    private static IResult NewShop(HttpContext context, IAntiforgery antiforgery) => PageAnswers.Of<NewShopPage>(
        (nameof(NewShopPage.Zone), context.Request.OwnZone().Name ?? UsualZone),
        (nameof(NewShopPage.Zones), ShopCalendar.TimeZones),
        (nameof(NewShopPage.Refusals), StaffWords.Refusals(shop: null)),
        (nameof(NewShopPage.AntiforgeryToken), antiforgery.GetAndStoreTokens(context).RequestToken));

    private static async Task<IResult> ShopAsync(HttpContext context, IGrainFactory grains, IAntiforgery antiforgery)
    {
        var view = await context.SetupViewAsync(grains, antiforgery);
        var isOwner = context.MembershipIn(view.Shop.Id).Role == ShopRole.Owner;
        return PageAnswers.Of<ShopSetupPage>(
            (nameof(ShopSetupPage.View), view),
            (nameof(ShopSetupPage.IsReady), await IsReadyAsync(grains, view.Shop)),
            (nameof(ShopSetupPage.Zones), isOwner ? ShopCalendar.TimeZones : null));
    }

    private static async Task<bool> IsReadyAsync(IGrainFactory grains, ShopProfile shop)
    {
        // Mostly the first one has hours.
        foreach (var barber in shop.Barbers.Where(barber => barber.Services.Length > 0))
        {
            var schedule = await grains.GetGrain<IBarberGrain>(barber.Id.ToString()).GetSchedule();
            if (schedule.Hours is { } hours && hours.Weekly.Any(day => day.Length > 0))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<IResult> ServicesAsync(
        HttpContext context, IGrainFactory grains, IAntiforgery antiforgery) =>
        PageAnswers.Of<ServiceSetupPage>(
            (nameof(ServiceSetupPage.View), await context.SetupViewAsync(grains, antiforgery)));

    private static async Task<IResult> BarbersAsync(
        HttpContext context, IGrainFactory grains, IAntiforgery antiforgery) =>
        PageAnswers.Of<BarberListPage>(
            (nameof(BarberListPage.View), await context.SetupViewAsync(grains, antiforgery)));

    private static async Task<IResult> BarberAsync(
        HttpContext context,
        string id,
        ShopAddress address,
        IGrainFactory grains,
        FeedTokens tokens,
        IAntiforgery antiforgery,
        TimeProvider clock)
    {
        if (await BarberInAddress.FindAsync(context, id, address, grains) is not { } found)
        {
            return ApiProblem.NotFound("barber").ToAnswer(context);
        }

        var schedule = await grains.GetGrain<IBarberGrain>(found.Barber.Id.ToString()).GetSchedule();
        var calendars = grains.GetGrain<IBarberCalendarsGrain>(found.Barber.Id.ToString());
        return PageAnswers.Of<BarberSetupPage>(
            (nameof(BarberSetupPage.View), await context.SetupViewAsync(grains, antiforgery)),
            (nameof(BarberSetupPage.Setup), new BarberSetup
            {
                Barber = found.Barber,
                Hours = schedule.Hours,
                TimeOff = OnClock(found.Shop, schedule.TimeOff.Where(off => off.To > clock.GetUtcNow())),
                Calendars = (await calendars.List()).Items,
                FeedAddress = tokens.AddressOf(context.Request, found, await calendars.GetFeedRevision()),
                MayChange = context.MembershipIn(found.Shop.Id).Role != ShopRole.Barber,
            }));
    }

    private static ImmutableArray<TimeOffMessage> OnClock(ShopProfile shop, IEnumerable<TimeOffMessage> timeOff) =>
        [.. timeOff.Select(off => off with { From = shop.OnClock(off.From), To = shop.OnClock(off.To) })];
}
