using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Api.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookedBarber.Api.Account;

/// <summary>What somebody who is signed in sees and changes of their own account.</summary>
public static class AccountEndpoints
{
    /// <summary>Maps <c>/v1/account</c>.</summary>
    public static void MapAccount(this RouteGroupBuilder v1)
    {
        var account = v1.MapGroup("/account").InReadersLanguage().WithTags("Account");
        account.MapSignIn();
        account.MapRegistration();
        account.MapTwoFactor();
        account.MapGet("", Me).RequireAccess(AccessPolicy.Enrolment).Limited(RouteClass.Staff)
            .Produces<AccountView>()
            .WithSummary("Who is signed in, and where they work.");
        account.MapPost("/password", ChangePasswordAsync)
            .RequireAccess(AccessPolicy.Person).Limited(RouteClass.SignIn)
            .Accepts<ChangePasswordBody>("application/json").Produces(StatusCodes.Status204NoContent)
            .WithSummary("Changes the password, and ends all other sessions.");
        account.MapPost("/invitations", AcceptAsync)
            .RequireAccess(AccessPolicy.Enrolment).Limited(RouteClass.SignIn)
            .Accepts<InvitationTokenBody>("application/json").Produces<AccountShopView>()
            .WithSummary("Accepts an invitation with what the mail's link carries.");
    }

    private static JsonHttpResult<AccountView> Me(HttpContext context)
    {
        var who = context.Person();
        var person = who.Person;
        return TypedResults.Json(
            new AccountView(
                person.Id, person.Email, person.Name, person.IsAdministrator, person.HasTwoFactor, who.LacksTwoFactor,
                [.. person.Memberships.Select(View)]),
            ApiJson.Default.AccountView);
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context, Passwords passwords, PageSignIn page)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.ChangePasswordBody, context.RequestAborted);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var errors = new FieldErrors();
        var current = errors.RequiredPassword(body!.Current, "current");
        var password = errors.RequiredPassword(body.Password, "password");
        if (errors.Problem is { } bad)
        {
            return bad.ToResult();
        }

        var who = context.Person();
        var refusal = await passwords.ChangeAsync(
            who, current, password, context.ClientAddress(), context.RequestAborted);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }

        await page.KeepAsync(who, who.WithTwoFactor);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> AcceptAsync(HttpContext context, Invitations invitations)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.InvitationTokenBody, context.RequestAborted);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var errors = new FieldErrors();
        var token = errors.RequiredSecret(body!.Token, "token");
        if (errors.Problem is { } bad)
        {
            return bad.ToResult();
        }

        var accepted = await invitations.AcceptAsync(
            token, context.Person().Person, context.ClientAddress(), context.RequestAborted);
        return accepted is null
            ? ApiProblem.Of(
                StatusCodes.Status422UnprocessableEntity,
                RefusalCodes.InvalidToken,
                "This invitation has ended, was accepted, or went to another address than that of this account.")
                .ToResult()
            : TypedResults.Json(View(accepted), ApiJson.Default.AccountShopView);
    }

    private static AccountShopView View(Membership membership) =>
        new(membership.Shop, membership.Role.Name(), membership.Barber);
}
