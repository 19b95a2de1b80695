using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookedBarber.Api.Account;

/// <summary>Setting up a second factor, and giving it up.</summary>
public static class TwoFactorEndpoints
{
    /// <summary>Maps <c>/v1/account/two-factor</c>.</summary>
    public static void MapTwoFactor(this RouteGroupBuilder account)
    {
        var routes = account.MapGroup("/two-factor")
            .RequireAccess(AccessPolicy.Enrolment).Limited(RouteClass.SignIn);
        routes.MapGet("", StateAsync)
            .Produces<TwoFactorState>()
            .WithSummary("Whether there is a second factor, and how many recovery codes are left.");
        routes.MapPost("/enrol", EnrolAsync)
            .Produces<TwoFactorKey>()
            .WithSummary("A key for an authenticator (TOTP); in use once a code of it was confirmed.");
        routes.MapPost("/confirm", ConfirmAsync)
            .Accepts<CodeBody>("application/json").Produces<RecoveryCodesView>()
            .WithSummary("Takes the second factor into use; answers with recovery codes, shown once.");
        routes.MapPost("/disable", DisableAsync)
            .Accepts<SecondFactorBody>("application/json").Produces(StatusCodes.Status204NoContent)
            .WithSummary("Gives the second factor up, with a code of it or a recovery code.");
        routes.MapPost("/recovery-codes", RecoveryCodesAsync)
            .Accepts<CodeBody>("application/json").Produces<RecoveryCodesView>()
            .WithSummary("New recovery codes, shown once, in place of those from before.");
    }

    private static async Task<IResult> StateAsync(HttpContext context, TwoFactor twoFactor) => TypedResults.Json(
        await twoFactor.StateAsync(context.Person().Person), ApiJson.Default.TwoFactorState);

    private static async Task<IResult> EnrolAsync(HttpContext context, TwoFactor twoFactor)
    {
        var (key, refusal) = await twoFactor.EnrolAsync(context.Person().Person, context.RequestAborted);
        return refusal?.ToResult() ?? TypedResults.Json(key!, ApiJson.Default.TwoFactorKey);
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, TwoFactor twoFactor, PageSignIn page)
    {
        var (code, problem) = await ReadCodeAsync(context);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var (codes, refusal) = await twoFactor.ConfirmAsync(
            context.Person(), code!, context.ClientAddress(), context.RequestAborted);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }

        await page.KeepAsync(context.Person(), withTwoFactor: true);
        return View(codes!);
    }

    private static async Task<IResult> DisableAsync(HttpContext context, TwoFactor twoFactor, PageSignIn page)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.SecondFactorBody, context.RequestAborted);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var errors = new FieldErrors();
        var code = SecondFactorCode.Of(
            errors.Secret(body!.Code, "code"), errors.Secret(body.RecoveryCode, "recoveryCode"));
        if (code is null)
        {
            errors.Add("code", "must be given, or recoveryCode: one of the two");
        }

        if (errors.Problem is { } bad)
        {
            return bad.ToResult();
        }

        var refusal = await twoFactor.DisableAsync(
            context.Person(), code!, context.ClientAddress(), context.RequestAborted);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }

        await page.KeepAsync(context.Person(), withTwoFactor: false);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> RecoveryCodesAsync(HttpContext context, TwoFactor twoFactor)
    {
        var (code, problem) = await ReadCodeAsync(context);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var (codes, refusal) = await twoFactor.NewRecoveryCodesAsync(
            context.Person(), code!, context.ClientAddress(), context.RequestAborted);
        return refusal?.ToResult() ?? View(codes!);
    }

    private static async Task<(string? Code, ApiProblem? Problem)> ReadCodeAsync(HttpContext context)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.CodeBody, context.RequestAborted);
        var errors = new FieldErrors();
        var code = body is null ? null : errors.RequiredSecret(body.Code, "code");
        return (code, problem ?? errors.Problem);
    }

    private static JsonHttpResult<RecoveryCodesView> View(IReadOnlyList<string> codes) =>
        TypedResults.Json(new RecoveryCodesView(codes), ApiJson.Default.RecoveryCodesView);
}
