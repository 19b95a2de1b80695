using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Members;
using BookedBarber.Api.Access;
using BookedBarber.Api.Audit;
using BookedBarber.Api.Limits;
using BookedBarber.Grains.Interfaces.Access;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Web.Setup;
using BookedBarber.Web.Texts;
using Microsoft.AspNetCore.Antiforgery;

namespace BookedBarber.Api.Pages;

/// <summary>What is for the owners of a shop alone: its people, its keys, its log.</summary>
internal static class TeamPages
{
    /// <summary>Maps the pages under <c>/staff/{shop}/setup</c>.</summary>
    public static void MapTeamPages(this RouteGroupBuilder pages)
    {
        var setup = pages.MapGroup("/staff/{shop}/setup")
            .RequireAccess(AccessPolicy.OwnerInPerson.AsPage()).Limited(RouteClass.Staff);
        setup.MapGet("/people", PeopleAsync);
        setup.MapGet("/keys", KeysAsync);
        setup.MapGet("/log", LogAsync);
    }

    private static async Task<IResult> PeopleAsync(
        HttpContext context,
        ShopMembers members,
        Invitations invitations,
        IGrainFactory grains,
        IAntiforgery antiforgery,
        TimeProvider clock)
    {
        var view = await context.SetupViewAsync(grains, antiforgery);
        var shop = view.Shop;
        var reader = context.Admission().Caller!.SignedIn?.Person.Id;
        string Date(DateTimeOffset moment) => DateOf(shop, moment, clock);
        string? Barber(Guid? id) => shop.Barbers.FirstOrDefault(barber => barber.Id == id)?.Name;
        return PageAnswers.Of<PeoplePage>((nameof(PeoplePage.View), view), (nameof(PeoplePage.Team), new Team
        {
            Members =
            [
                .. (await members.ReadAsync(shop.Id, context.RequestAborted)).Select(member => new TeamMember(
                    member.User, member.Name, member.Email, member.Role.InWords(), Barber(member.Barber),
                    Date(member.Since), member.User == reader)),
            ],
            Invitations =
            [
                .. (await invitations.ReadAsync(shop.Id, context.RequestAborted)).Select(one => new TeamInvitation(
                    one.Id, one.Email, one.Role.InWords(), Barber(one.Barber),
                    $"{Date(one.ExpiresAt)}, {Format.Time(shop.OnClock(one.ExpiresAt))}")),
            ],
        }));
    }

    private static async Task<IResult> KeysAsync(
        HttpContext context, IGrainFactory grains, IAntiforgery antiforgery, TimeProvider clock)
    {
        var view = await context.SetupViewAsync(grains, antiforgery);
        var keys = await grains.GetGrain<IShopKeysGrain>(view.Shop.Id.ToString()).List();
        IReadOnlyList<(ShopKey, string)> shown =
            [.. keys.Select(key => (key, DateOf(view.Shop, key.CreatedAt, clock)))];
        return PageAnswers.Of<KeysPage>((nameof(KeysPage.View), view), (nameof(KeysPage.Keys), shown));
    }

    private static async Task<IResult> LogAsync(
        HttpContext context, AuditLog log, IGrainFactory grains, IAntiforgery antiforgery, TimeProvider clock)
    {
        var (entries, next, problem) = await AuditEndpoints.ReadPageAsync(context, log);
        if (problem is not null)
        {
            return problem.ToAnswer(context);
        }

        var view = await context.SetupViewAsync(grains, antiforgery);
        return PageAnswers.Of<LogPage>(
            (nameof(LogPage.View), view),
            (nameof(LogPage.Lines), await LogLines.ReadAsync(view.Shop, entries, log, context.RequestAborted)),
            (nameof(LogPage.ThisYear), view.Shop.OnClock(clock.GetUtcNow()).Year),
            (nameof(LogPage.IsLatest), !context.Request.Query.ContainsKey("cursor")),
            (nameof(LogPage.Older), next));
    }

    private static string DateOf(ShopProfile shop, DateTimeOffset moment, TimeProvider clock) => Format.LongDate(
        DateOnly.FromDateTime(shop.OnClock(moment).DateTime), shop.OnClock(clock.GetUtcNow()).Year);
}
