using BookedBarber.Api.Demo;
using BookedBarber.Api.Limits;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Silo.Telemetry;
using BookedBarber.Web.Book;
using BookedBarber.Web.Home;

namespace BookedBarber.Api.Pages;

/// <summary>The page of the installation, at <c>/</c>.</summary>
internal static class HomeEndpoint
{
    /// <summary>Maps it.</summary>
    public static void MapHome(this RouteGroupBuilder pages) =>
        pages.MapGet("/", ShowAsync).Limited(RouteClass.Reads);

    private static async Task<IResult> ShowAsync(
        HttpContext context, ShopAddress address, IGrainFactory grains, TimeProvider clock)
    {
        var shop = await address.ResolveAsync(DemoShops.Slug) is { } id ? grains.GetGrain<IShopGrain>($"{id}") : null;
        var demo = shop is null ? null : await shop.GetProfile();
        var choice = demo is { Services: [var first, ..] } ? new BookingChoice([first.Id], null) : null;
        var times = choice is null || Visit.Of(demo!, choice) is null
            ? null
            : (await shop!.GetOpenTimesAsync(demo!, choice, asked: null, clock)).Value;
        return PageAnswers.Of<HomePage>(
            (nameof(HomePage.Demo), demo),
            (nameof(HomePage.Choice), choice),
            (nameof(HomePage.Times), times),
            (nameof(HomePage.OwnZone), context.Request.OwnZone()),
            (nameof(HomePage.GrainRuntime), RunningProgram.GrainRuntime),
            (nameof(HomePage.Version), RunningProgram.Version));
    }
}
