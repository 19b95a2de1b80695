using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Access;
using BookedBarber.Api.Limits;
using BookedBarber.Web.Account;
using BookedBarber.Web.Texts;

namespace BookedBarber.Api.Pages;

/// <summary>Signing in and out in a browser.</summary>
internal static class SignInPages
{
    /// <summary>The page where one signs in.</summary>
    public const string Address = "/account/sign-in";

    private const string Home = "/account";
    private const string Confirmed = "confirmed", PasswordSet = "password";

    /// <summary>Maps <c>/account/sign-in</c>, <c>/account/first-sign-in</c> and <c>/account/sign-out</c>.</summary>
    public static void MapSignInPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Address, (Delegate)ShowAsync);
        pages.MapGet("/account/first-sign-in", (Delegate)ShowFirst);
        pages.MapPost("/account/sign-out", (Delegate)SignOutAsync).RequireAccess(AccessPolicy.Enrolment.AsPage());
        var checks = pages.MapGroup("").Limited(RouteClass.SignIn);
        checks.MapPost(Address, (Delegate)SignInAsync);
        checks.MapPost($"{Address}/code", (Delegate)ShowCodeAsync);
        checks.MapPost("/account/first-sign-in", (Delegate)SetFirstAsync);
    }

    /// <summary>Where to go to sign in, with something to say there.</summary>
    public static string AfterConfirming(HttpContext context) =>
        $"{Address}?news={Confirmed}&return={Uri.EscapeDataString(ReturnCookie.TakeOr(context, Home))}";

    /// <summary>Where to go to sign in, with something to say there.</summary>
    public static string AfterPassword => $"{Address}?news={PasswordSet}";

    /// <summary>The page once more, and why.</summary>
    public static IResult Refused(string error, string back) => Page(back, error: error);

    /// <summary>Where a form wants to go once somebody is signed in.</summary>
    public static string Return(PageForm form) => LocalAddress.Or(form["return"], Home);

    /// <summary>Whether a form wants a cookie that outlives the browser.</summary>
    public static bool Remember(PageForm form) => form["remember"].Length > 0;

    private static IResult ShowAsync(HttpContext context) => Page(
        LocalAddress.Or(context.Request.Query["return"], Home),
        news: context.Request.Query["news"].ToString() switch
        {
            Confirmed => Words.ConfirmedNews,
            PasswordSet => Words.PasswordSetNews,
            _ when context.Request.Query["return"].ToString().StartsWith(
                AccountPages.Invitation, StringComparison.Ordinal) => Words.InvitationWaits,
            _ => null,
        });

    private static async Task<IResult> SignInAsync(
        HttpContext context, SignIns signIns, SignInTickets tickets)
    {
        var (form, isOwn) = await PageForm.ReadAnyAsync(context);
        if (!isOwn)
        {
            return Page(Return(form), form["email"], error: Words.FormOutdated);
        }

        var ticket = new SignInTicket(form["email"].Trim(), form["password"], Remember(form), Return(form));
        if (ticket.Email.Length is 0 or > MaxEmail || ticket.Password.Length is 0 or > Passwords.MaxLength)
        {
            return Page(ticket.Return, ticket.Email, error: Words.InvalidCredentials);
        }

        var (answer, refusal) = await signIns.SignInAsync(Credentials(context, ticket), context.RequestAborted);
        return answer is not null ? await EnterAsync(context, answer, ticket)
            : refusal!.Code == RefusalCodes.TwoFactorRequired
                ? PageAnswers.Of<CodePage>((nameof(CodePage.Ticket), tickets.Seal(ticket)))
                : Page(ticket.Return, ticket.Email, error: refusal.InWords());
    }

    private static async Task<IResult> ShowCodeAsync(HttpContext context, SignIns signIns, SignInTickets tickets)
    {
        var (form, isOwn) = await PageForm.ReadAnyAsync(context);
        var ticket = tickets.Open(form["ticket"]);
        if (!isOwn || ticket is null)
        {
            return Page(ticket?.Return ?? Home, ticket?.Email ?? "", error: Words.FormOutdated);
        }

        var credentials = Credentials(context, ticket) with { Code = SecondFactorCode.Of(form["code"]) };
        var (answer, refusal) = await signIns.SignInAsync(credentials, context.RequestAborted);
        return answer is not null
            ? await EnterAsync(context, answer, ticket)
            : refusal!.Code is RefusalCodes.InvalidCode
                ? PageAnswers.Of<CodePage>(
                    StatusCodes.Status422UnprocessableEntity,
                    (nameof(CodePage.Ticket), form["ticket"]),
                    (nameof(CodePage.Error), refusal.InWords()))
                : Page(ticket.Return, ticket.Email, error: refusal.InWords());
    }

    private static IResult ShowFirst(HttpContext context) => First(context.Request.Query["token"].ToString());

    private static async Task<IResult> SetFirstAsync(HttpContext context, FirstPassword first, PageSignIn signIn)
    {
        var (form, isOwn) = await PageForm.ReadAnyAsync(context);
        var (token, password) = (form["token"], form["password"]);
        if (!isOwn)
        {
            return First(token, Words.FormOutdated);
        }

        if (password.Length > Passwords.MaxLength)
        {
            return First(token, Words.InvalidPassword);
        }

        var (user, refusal) = await first.SetAsync(
            token, password, context.ClientAddress(), context.RequestAborted);
        if (user is null)
        {
            return First(token, refusal!.InWords());
        }

        await signIn.SignInAsync(user, withTwoFactor: false, remember: false);
        return PageAnswers.SeeOther(Home);
    }

    private static async Task<IResult> SignOutAsync(PageSignIn signIn)
    {
        await signIn.SignOutAsync();
        return PageAnswers.SeeOther(Address);
    }

    private static async Task<IResult> EnterAsync(HttpContext context, SignInAnswer answer, SignInTicket ticket)
    {
        await context.RequestServices.GetRequiredService<PageSignIn>()
            .SignInAsync(answer.User, answer.WithTwoFactor, ticket.Remember);
        return PageAnswers.SeeOther(ticket.Return);
    }

    private static Credentials Credentials(HttpContext context, SignInTicket ticket) =>
        new(ticket.Email, ticket.Password, Code: null, context.ClientAddress());

    private static IResult Page(string back, string email = "", string? news = null, string? error = null) =>
        PageAnswers.Of<SignInPage>(
            error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
            (nameof(SignInPage.Return), back),
            (nameof(SignInPage.Email), email),
            (nameof(SignInPage.News), news),
            (nameof(SignInPage.Error), error));

    private static IResult First(string token, string? error = null) => PageAnswers.Of<PasswordPage>(
        error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        (nameof(PasswordPage.Action), "/account/first-sign-in"),
        (nameof(PasswordPage.Token), token),
        (nameof(PasswordPage.Error), error));

    private const int MaxEmail = Scheduling.Bookings.Client.MaxEmail;
}
