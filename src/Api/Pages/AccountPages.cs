using BookedBarber.Accounts.Mails;
using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Access;
using BookedBarber.Api.Limits;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Web.Account;
using BookedBarber.Web.Texts;

namespace BookedBarber.Api.Pages;

/// <summary>The account of who is signed in.</summary>
internal static class AccountPages
{
    private const string Home = "/account";
    private const string TwoFactorAddress = "/account/two-factor";
    private const string Invitation = "/account/invitation";

    /// <summary>Maps <c>/account</c>, its second factor and its invitations.</summary>
    public static void MapAccountPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Home, ShowAsync).RequireAccess(AccessPolicy.Person.AsPage());
        var enrolment = pages.MapGroup("").RequireAccess(AccessPolicy.Enrolment.AsPage());
        enrolment.MapGet(TwoFactorAddress, EnrolAsync);
        enrolment.MapPost(TwoFactorAddress, ConfirmAsync).Limited(RouteClass.SignIn);
        enrolment.MapGet(Invitation, context => InvitationPage(context.Request.Query["token"]!).ExecuteAsync(context));
        enrolment.MapPost(Invitation, AcceptAsync).Limited(RouteClass.SignIn);
    }

    /// <summary>Maps <c>/mail</c>, where mails are kept and not sent: on a machine of development.</summary>
    public static void MapKeptMails(this RouteGroupBuilder pages)
    {
        if (!((IEndpointRouteBuilder)pages).ServiceProvider.GetRequiredService<KeptMails>().AreKept)
        {
            return;
        }

        pages.MapGet("/mail", async (HttpContext context, KeptMails mails) => PageAnswers.Of<MailPage>((
            nameof(MailPage.Mails),
            (IReadOnlyList<(string, string, string)>)[.. (await mails.ReadAsync(context.RequestAborted))
                .Select(mail => (mail.To, mail.Subject, mail.Body))])));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, TwoFactor twoFactor, IGrainFactory grains)
    {
        var person = context.Person().Person;
        var state = await twoFactor.StateAsync(person);
        var shops = new List<(ShopProfile, string)>();
        foreach (var membership in person.Memberships)
        {
            if (await grains.GetGrain<IShopGrain>(membership.Shop.ToString()).GetProfile() is { } shop)
            {
                shops.Add((shop, membership.Role.InWords()));
            }
        }

        return PageAnswers.Of<AccountPage>(
            (nameof(AccountPage.Name), person.Name),
            (nameof(AccountPage.Email), person.Email),
            (nameof(AccountPage.Shops), shops),
            (nameof(AccountPage.IsAdministrator), person.IsAdministrator),
            (nameof(AccountPage.HasTwoFactor), state.Enabled),
            (nameof(AccountPage.RecoveryCodesLeft), state.RecoveryCodesLeft));
    }

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
        return PageAnswers.Of<RecoveryCodesPage>(
            (nameof(RecoveryCodesPage.Codes), codes), (nameof(RecoveryCodesPage.Return), back));
    }

    private static async Task<IResult> AcceptAsync(HttpContext context, Invitations invitations)
    {
        var token = (await PageForm.ReadAsync(context.Request))?["token"] ?? "";
        return await invitations.AcceptAsync(
            token, context.Person().Person, context.ClientAddress(), context.RequestAborted) is null
            ? InvitationPage(token, Words.InvalidToken)
            : PageAnswers.SeeOther(Home);
    }

    private static IResult EnrolPage(string key, string uri, string back, string? error = null) =>
        PageAnswers.Of<EnrolPage>(
            error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(Web.Account.EnrolPage.Key), key),
            (nameof(Web.Account.EnrolPage.Uri), uri),
            (nameof(Web.Account.EnrolPage.Return), back),
            (nameof(Web.Account.EnrolPage.Error), error));

    private static IResult InvitationPage(string? token, string? error = null) => PageAnswers.Of<ButtonPage>(
        error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        (nameof(ButtonPage.Title), Words.InvitationTitle),
        (nameof(ButtonPage.Text), Words.InvitationText),
        (nameof(ButtonPage.Button), Words.Accept),
        (nameof(ButtonPage.Action), Invitation),
        (nameof(ButtonPage.Token), token ?? ""),
        (nameof(ButtonPage.Error), error));
}
