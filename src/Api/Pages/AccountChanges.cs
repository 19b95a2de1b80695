using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Access;
using BookedBarber.Api.Limits;
using BookedBarber.Web.Texts;

namespace BookedBarber.Api.Pages;

/// <summary>What people change about how they sign in, from the page of their account.</summary>
internal static class AccountChanges
{
    /// <summary>Maps the forms of <c>/account</c>.</summary>
    public static void MapAccountChanges(this RouteGroupBuilder pages)
    {
        var own = pages.MapGroup(AccountPages.Home).RequireAccess(AccessPolicy.Person.AsPage())
            .Limited(RouteClass.SignIn);
        own.MapPost("/password", ChangePasswordAsync);
        own.MapPost("/recovery-codes", NewRecoveryCodesAsync);
        own.MapPost("/two-factor/give-up", GiveUpTwoFactorAsync);
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context, Passwords passwords, PageSignIn signIn)
    {
        if (await PageForm.ReadAsync(context.Request) is not { } form)
        {
            return PageAnswers.SeeOther(AccountPages.Home);
        }

        if (form["password"].Length > Passwords.MaxLength)
        {
            return await AccountPages.PageAsync(context, Words.InvalidPassword);
        }

        var who = context.Person();
        var refusal = await passwords.ChangeAsync(
            who, form["current"], form["password"], context.ClientAddress(), context.RequestAborted);
        if (refusal is not null)
        {
            return await AccountPages.PageAsync(context, refusal.Code == RefusalCodes.InvalidCredentials
                ? Words.AccountWrongPassword
                : refusal.InWords());
        }

        await signIn.KeepAsync(who, who.WithTwoFactor);
        return PageAnswers.SeeOther(AccountPages.AfterPassword);
    }

    private static async Task<IResult> NewRecoveryCodesAsync(HttpContext context, TwoFactor twoFactor)
    {
        var (codes, refusal) = await twoFactor.NewRecoveryCodesAsync(
            context.Person(), (await CodeAsync(context)).Text, context.ClientAddress(), context.RequestAborted);
        return refusal is not null
            ? await RefusedAsync(context, refusal)
            : AccountPages.RecoveryCodes(context, codes!, AccountPages.Home);
    }

    private static async Task<IResult> GiveUpTwoFactorAsync(
        HttpContext context, TwoFactor twoFactor, PageSignIn signIn)
    {
        var who = context.Person();
        var refusal = await twoFactor.DisableAsync(
            who, await CodeAsync(context), context.ClientAddress(), context.RequestAborted);
        if (refusal is not null)
        {
            return await RefusedAsync(context, refusal);
        }

        await signIn.KeepAsync(who, withTwoFactor: false);
        return PageAnswers.SeeOther(AccountPages.TwoFactorAddress);
    }

    // It was given up on another page that was open.
    private static async Task<IResult> RefusedAsync(HttpContext context, Refusal refusal) =>
        refusal.Code == RefusalCodes.TwoFactorNotEnabled
            ? PageAnswers.SeeOther(AccountPages.TwoFactorAddress)
            : await AccountPages.PageAsync(context, refusal.InWords());

    private static async Task<SecondFactorCode> CodeAsync(HttpContext context) =>
        SecondFactorCode.Of((await PageForm.ReadAsync(context.Request))?["code"] ?? "");
}
