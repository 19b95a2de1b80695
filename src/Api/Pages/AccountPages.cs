using System.Net;
using BookedBarber.Accounts.Mails;
using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.Passkeys;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Web.Account;
using BookedBarber.Web.Texts;

namespace BookedBarber.Api.Pages;

/// <summary>The account of who is signed in.</summary>
internal static class AccountPages
{
    /// <summary>The page of the account.</summary>
    public const string Home = "/account";

    /// <summary>Where a second factor is set up.</summary>
    public const string TwoFactorAddress = "/account/two-factor";

    /// <summary>The page of an invitation.</summary>
    public const string Invitation = "/account/invitation";

    /// <summary>The page of the account after the password was changed, which it says.</summary>
    public const string AfterPassword = $"{Home}?news={PasswordChanged}";

    private const string PasswordChanged = "password";

    /// <summary>Maps <c>/account</c>, its second factor and its invitations.</summary>
    public static void MapAccountPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Home, (Delegate)ShowAsync).RequireAccess(AccessPolicy.Person.AsPage());
        var enrolment = pages.MapGroup("").RequireAccess(AccessPolicy.Enrolment.AsPage());
        enrolment.MapGet(TwoFactorAddress, EnrolAsync);
        enrolment.MapPost(TwoFactorAddress, ConfirmAsync).Limited(RouteClass.SignIn);
        enrolment.MapGet(Invitation, (HttpContext context, Invitations invitations) =>
            InvitationPageAsync(context, invitations, context.Request.Query["token"].ToString()));
        enrolment.MapPost(Invitation, AcceptAsync).Limited(RouteClass.SignIn);
    }

    /// <summary>
    /// Maps <c>/mail</c>, where mails are kept and not sent: on a machine of development, for who sits at it.
    /// </summary>
    public static void MapKeptMails(this RouteGroupBuilder pages)
    {
        if (!((IEndpointRouteBuilder)pages).ServiceProvider.GetRequiredService<KeptMails>().AreKept)
        {
            return;
        }

        pages.MapGet("/mail", ShowMailsAsync);
    }

    // They open accounts: whoever else reaches this machine gets none of them.
    private static async Task<IResult> ShowMailsAsync(HttpContext context, KeptMails mails) =>
        context.Connection.RemoteIpAddress is { } client && IPAddress.IsLoopback(client)
            ? PageAnswers.Of<MailPage>((
                nameof(MailPage.Mails),
                (IReadOnlyList<(string, string, string)>)[.. (await mails.ReadAsync(context.RequestAborted))
                    .Select(mail => (mail.To, mail.Subject, mail.Body))]))
            : ApiProblem.NotFound("page").ToAnswer(context);

    /// <summary>The page of an account, with why the last change was refused.</summary>
    public static Task<IResult> PageAsync(HttpContext context, string error) => PageAsync(context, error, news: null);

    /// <summary>Recovery codes, which are shown once: who goes back does not find them again.</summary>
    public static IResult RecoveryCodes(HttpContext context, IReadOnlyList<string> codes, string back)
    {
        context.Response.Headers.CacheControl = "no-store";
        return PageAnswers.Of<RecoveryCodesPage>(
            (nameof(RecoveryCodesPage.Codes), codes), (nameof(RecoveryCodesPage.Return), back));
    }

    private static async Task<IResult> PageAsync(HttpContext context, string? error, string? news)
    {
        var services = context.RequestServices;
        var person = context.Person().Person;
        var state = await services.GetRequiredService<TwoFactor>().StateAsync(person);
        var passkeys = await services.GetRequiredService<OwnPasskeys>().ReadAsync(person);
        var grains = services.GetRequiredService<IGrainFactory>();
        var shops = new List<(ShopProfile, string)>();
        foreach (var membership in person.Memberships)
        {
            if (await grains.GetGrain<IShopGrain>(membership.Shop.ToString()).GetProfile() is { } shop)
            {
                shops.Add((shop, membership.Role.InWords()));
            }
        }

        return PageAnswers.Of<AccountPage>(
            error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(AccountPage.Name), person.Name),
            (nameof(AccountPage.Email), person.Email),
            (nameof(AccountPage.Shops), shops),
            (nameof(AccountPage.Invitations), await InvitationsAsync(context)),
            (nameof(AccountPage.IsAdministrator), person.IsAdministrator),
            (nameof(AccountPage.HasTwoFactor), state.Enabled),
            (nameof(AccountPage.RecoveryCodesLeft), state.RecoveryCodesLeft),
            (nameof(AccountPage.Passkeys), passkeys.Select(InWords).ToList()),
            (nameof(AccountPage.News), news),
            (nameof(AccountPage.Error), error));

        (string, string, string) InWords(Passkey passkey) => (
            passkey.Id, passkey.Name, Format.LongDate(
                DateOnly.FromDateTime(passkey.AddedAt.UtcDateTime),
                services.GetRequiredService<TimeProvider>().GetUtcNow().Year));
    }

    private static async Task<IReadOnlyList<(string, string, string)>> InvitationsAsync(HttpContext context)
    {
        var open = await context.RequestServices.GetRequiredService<Invitations>()
            .ReadForAsync(context.Person().Person, context.RequestAborted);
        return [.. open.Select(one => (one.Token, one.Shop, one.Role.InWords()))];
    }

    private static Task<IResult> ShowAsync(HttpContext context) => PageAsync(
        context, error: null, context.Request.Query["news"] == PasswordChanged ? Words.AccountPasswordChanged : null);

    private static async Task<IResult> EnrolAsync(HttpContext context, TwoFactor twoFactor)
    {
        var (key, refusal) = await twoFactor.WaitingKeyAsync(context.Person().Person, context.RequestAborted);
        var back = LocalAddress.Or(context.Request.Query["return"], Home);
        return refusal is null ? EnrolPage(key!.SharedKey, key.Uri, back) : PageAnswers.SeeOther(back);
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, TwoFactor twoFactor, PageSignIn signIn)
    {
        if (await PageForm.ReadAsync(context.Request) is not { } form)
        {
            return PageAnswers.SeeOther(TwoFactorAddress);
        }

        var back = LocalAddress.Or(form["return"], Home);
        var code = form["code"].Replace(" ", "", StringComparison.Ordinal);
        var (codes, refusal) = await twoFactor.ConfirmAsync(
            context.Person(), code, context.ClientAddress(), context.RequestAborted);
        if (refusal is { Code: RefusalCodes.TwoFactorEnabled })
        {
            return PageAnswers.SeeOther(back);
        }

        if (refusal is not null)
        {
            var (key, _) = await twoFactor.WaitingKeyAsync(context.Person().Person, context.RequestAborted);
            return key is null
                ? PageAnswers.SeeOther(back)
                : EnrolPage(key.SharedKey, key.Uri, back, refusal.InWords());
        }

        await signIn.KeepAsync(context.Person(), withTwoFactor: true);
        return RecoveryCodes(context, codes!, back);
    }

    private static async Task<IResult> AcceptAsync(HttpContext context, Invitations invitations)
    {
        var token = (await PageForm.ReadAsync(context.Request))?["token"] ?? "";
        return await invitations.AcceptAsync(
            token, context.Person().Person, context.ClientAddress(), context.RequestAborted) is null
            ? await InvitationPageAsync(context, invitations, token)
            : PageAnswers.SeeOther(Home);
    }

    private static IResult EnrolPage(string key, string uri, string back, string? error = null) =>
        PageAnswers.Of<EnrolPage>(
            error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(Web.Account.EnrolPage.Key), key),
            (nameof(Web.Account.EnrolPage.Uri), uri),
            (nameof(Web.Account.EnrolPage.Return), back),
            (nameof(Web.Account.EnrolPage.Error), error));

    private static async Task<IResult> InvitationPageAsync(
        HttpContext context, Invitations invitations, string token)
    {
        var found = await invitations.FindAsync(token, context.RequestAborted);
        var error = found is null ? Words.InvalidToken
            : found.Email.Equals(context.Person().Person.Email, StringComparison.OrdinalIgnoreCase) ? null
            : Words.InvitationOther;
        return PageAnswers.Of<InvitationPage>(
            error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(InvitationPage.Shop), found?.Shop),
            (nameof(InvitationPage.Role), found?.Role.InWords()),
            (nameof(InvitationPage.Token), token),
            (nameof(InvitationPage.Error), error));
    }
}
