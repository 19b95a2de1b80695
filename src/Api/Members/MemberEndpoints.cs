using System.Text.Json.Serialization;
using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Members;
using BookedBarber.Api.Access;
using BookedBarber.Api.Account;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Api.Pages;
using BookedBarber.Grains.Interfaces.Calendars;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Members;

/// <summary>Somebody to be invited.</summary>
/// <param name="Email">Where the invitation goes.</param>
/// <param name="Role"><c>owner</c>, <c>manager</c> or <c>barber</c>.</param>
/// <param name="Barber">Whose calendar is to be theirs; required for a barber.</param>
public sealed record InvitationBody(string? Email, string? Role, string? Barber);

/// <summary>An open invitation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Email">To whom it went.</param>
/// <param name="Role">What they are to be.</param>
/// <param name="Barber">Whose calendar is to be theirs.</param>
/// <param name="ExpiresAt">Until when they can accept.</param>
public sealed record InvitationView(Guid Id, string Email, string Role, Guid? Barber, DateTimeOffset ExpiresAt);

/// <summary>Somebody who works for a shop.</summary>
/// <param name="Id">Their account.</param>
/// <param name="Email">Its address.</param>
/// <param name="Name">How they want to be called.</param>
/// <param name="Role">What they are.</param>
/// <param name="Barber">Whose calendar is theirs.</param>
/// <param name="Since">Since when.</param>
public sealed record MemberView(Guid Id, string Email, string Name, string Role, Guid? Barber, DateTimeOffset Since);

/// <summary>Everybody who works for a shop, or is to.</summary>
/// <param name="Items">Who does; the oldest first.</param>
/// <param name="Invitations">Who was asked to.</param>
/// <param name="Next">Always null: it is one page.</param>
public sealed record MemberListView(
    IReadOnlyList<MemberView> Items,
    IReadOnlyList<InvitationView> Invitations,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next = null);

/// <summary>The people of a shop; for its owners.</summary>
public static class MemberEndpoints
{
    /// <summary>Maps <c>/v1/shops/{shop}/members</c>.</summary>
    public static void MapMembers(this RouteGroupBuilder staff)
    {
        var members = staff.MapGroup("/members").RequireAccess(AccessPolicy.OwnerInPerson).Limited(RouteClass.Staff);
        members.MapGet("", ReadAsync)
            .Produces<MemberListView>()
            .WithSummary("Who works for the shop, and who was invited to.");
        members.MapPost("", InviteAsync).Limited(RouteClass.SignIn).InReadersLanguage()
            .Accepts<InvitationBody>("application/json").Produces<InvitationView>(StatusCodes.Status201Created)
            .WithSummary("Invites somebody by e-mail; the invitation is good for a week.");
        members.MapDelete("/{id}", RemoveAsync)
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Ends a membership, by the id of the person, or takes an invitation back, by its own.");
    }

    private static async Task<IResult> ReadAsync(HttpContext context, ShopMembers members, Invitations invitations)
    {
        var shop = context.Admission().Shop!.Value;
        var list = new MemberListView(
            [.. (await members.ReadAsync(shop, context.RequestAborted)).Select(member => new MemberView(
                member.User, member.Email, member.Name, member.Role.Name(), member.Barber, member.Since))],
            [.. (await invitations.ReadAsync(shop, context.RequestAborted)).Select(View)]);
        return TypedResults.Json(list, ApiJson.Default.MemberListView);
    }

    private static async Task<IResult> InviteAsync(
        HttpContext context, Invitations invitations, IGrainFactory grains)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.InvitationBody, context.RequestAborted);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var shop = (await grains.GetGrain<IShopGrain>(context.Admission().Shop!.Value.ToString()).GetProfile())!;
        var errors = new FieldErrors();
        var email = errors.RequiredEmail(body!.Email, "email");
        var role = ReadRole(body.Role, errors);
        var barber = ReadBarber(body.Barber, role, shop, errors);
        if (errors.Problem is { } bad)
        {
            return bad.ToResult();
        }

        var invited = await invitations.AddAsync(
            EntryOf(context), shop.Name, email, role, barber, context.RequestAborted);
        if (invited is null)
        {
            return ApiProblem.Of(
                StatusCodes.Status409Conflict,
                ApiProblemCodes.TooManyInvitations,
                $"{Invitations.MaxOpen} invitations are open, or were sent in a day; take some back, or wait.")
                .ToResult();
        }

        Result<InvitationView> answer = View(invited);
        return answer.Created(
            ApiJson.Default.InvitationView, added => $"/v1/shops/{shop.Id}/members/{added.Id}");
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string id, ShopMembers members, Invitations invitations, IGrainFactory grains)
    {
        if (!Guid.TryParseExact(id, "D", out var wanted))
        {
            return ApiProblem.NotFound("member").ToResult();
        }

        var entry = EntryOf(context);
        if (await invitations.RevokeAsync(entry, wanted, context.RequestAborted))
        {
            return TypedResults.NoContent();
        }

        return await members.RemoveAsync(
            entry, wanted, left => EndFeedsAsync(left, grains), context.RequestAborted) switch
        {
            Removal.Removed => TypedResults.NoContent(),
            Removal.LastOwner => ApiProblem.Of(
                StatusCodes.Status409Conflict, ApiProblemCodes.LastOwner, "A shop keeps one owner at least.")
                .ToResult(),
            _ => ApiProblem.NotFound("member").ToResult(),
        };
    }

    // A barber knows the address of their own feed; managers and owners could look at those of all.
    private static async Task EndFeedsAsync(Membership left, IGrainFactory grains)
    {
        var shop = await grains.GetGrain<IShopGrain>(left.Shop.ToString()).GetProfile();
        var barbers = left is { Role: ShopRole.Barber, Barber: { } own }
            ? [own]
            : shop!.Barbers.Select(barber => barber.Id);
        await Task.WhenAll(
            barbers.Select(barber => grains.GetGrain<IBarberCalendarsGrain>(barber.ToString()).ChangeFeed()));
    }

    // The action and its subject are filled in with the change, in its transaction.
    private static AuditEntry EntryOf(HttpContext context) => new()
    {
        Actor = context.Admission().Caller!.Actor,
        Action = "",
        Shop = context.Admission().Shop,
        Address = context.ClientAddress(),
    };

    private static InvitationView View(Invitation invitation) => new(
        invitation.Id, invitation.Email, invitation.Role.Name(), invitation.Barber, invitation.ExpiresAt);

    private static ShopRole ReadRole(string? text, FieldErrors errors)
    {
        if (ShopRoles.Parse(text) is { } role)
        {
            return role;
        }

        errors.Add("role", text is null ? "is required" : $"must be one of {ShopRoles.All}");
        return default;
    }

    private static Guid? ReadBarber(string? text, ShopRole role, ShopProfile shop, FieldErrors errors)
    {
        if (text is null)
        {
            if (role == ShopRole.Barber)
            {
                errors.Add("barber", "is required for the role barber");
            }

            return null;
        }

        var id = errors.Id(text, "barber");
        if (id != default && shop.Barbers.All(barber => barber.Id != id))
        {
            errors.Add("barber", "must be a barber of this shop");
        }

        return id;
    }
}
