using BookedBarber.Accounts.Mails;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Access;
using BookedBarber.Api.Limits;
using BookedBarber.Scheduling;
using BookedBarber.Web.Account;
using BookedBarber.Web.Texts;

namespace BookedBarber.Api.Pages;

/// <summary>Making an account and getting back into it. Nobody learns here which addresses have one.</summary>
internal static class RegistrationPages
{
    private const string Home = "/account";
    private const string Register = "/account/register";
    private const string Confirm = "/account/confirm-email";
    private const string Forgot = "/account/forgot-password";
    private const string Reset = "/account/reset-password";

    /// <summary>Maps the pages.</summary>
    public static void MapRegistrationPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(Register, context =>
            RegisterPage(LocalAddress.Or(context.Request.Query["return"], Home)).ExecuteAsync(context));
        pages.MapGet(Forgot, () => ForgotPage());
        pages.MapGet(Confirm, context => ConfirmPage(context.Request.Query).ExecuteAsync(context));
        pages.MapGet(Reset, context => ResetPage(
            context.Request.Query["user"].ToString(), context.Request.Query["token"].ToString()).ExecuteAsync(context));
        var checks = pages.MapGroup("").Limited(RouteClass.SignIn);
        checks.MapPost(Register, RegisterAsync);
        checks.MapPost(Confirm, ConfirmAsync);
        checks.MapPost(Forgot, ForgotAsync);
        checks.MapPost(Reset, ResetAsync);
    }

    /// <summary>Whether a text is a name: one line, not too long.</summary>
    public static bool IsName(string name)
    {
        var problems = new List<FieldProblem>();
        Text.Check("name", name, Text.MaxName, problems);
        return problems.Count == 0;
    }

    private static async Task<IResult> RegisterAsync(
        HttpContext context, Registrations registrations, KeptMails mails)
    {
        var (form, isOwn) = await PageForm.ReadAnyAsync(context);
        var back = LocalAddress.Or(form["return"], Home);
        var (name, email, password) = (form["name"].Trim(), form["email"].Trim(), form["password"]);
        if (!isOwn)
        {
            return RegisterPage(back, name, email, Words.FormOutdated);
        }

        var error = !IsName(name) ? Words.InvalidName
            : !EmailAddress.IsValid(email) ? Words.InvalidEmail
            : password.Length > Passwords.MaxLength ? Words.InvalidPassword
            : null;
        if (error is null)
        {
            var refusal = await registrations.RegisterAsync(
                email, password, name, context.ClientAddress(), context.RequestAborted);
            error = refusal?.InWords();
        }

        if (error is not null)
        {
            return RegisterPage(back, name, email, error);
        }

        ReturnCookie.Keep(context, back);
        return CheckMail(email, mails);
    }

    private static async Task<IResult> ConfirmAsync(HttpContext context, Registrations registrations)
    {
        var (form, isOwn) = await PageForm.ReadAnyAsync(context);
        if (!isOwn)
        {
            return ConfirmPage(form["user"], form["token"], Words.FormOutdated);
        }

        if (!Guid.TryParseExact(form["user"], "D", out var user) || form["password"].Length > Passwords.MaxLength)
        {
            return ConfirmPage(form["user"], form["token"], Words.InvalidToken);
        }

        var refusal = await registrations.ConfirmEmailAsync(
            user, form["token"], form["password"], context.ClientAddress(), context.RequestAborted);
        return refusal is null
            ? PageAnswers.SeeOther(SignInPages.AfterConfirming(context))
            : ConfirmPage(form["user"], form["token"], refusal.InWords());
    }

    private static async Task<IResult> ForgotAsync(HttpContext context, Passwords passwords, KeptMails mails)
    {
        if (await PageForm.ReadOwnAsync(context) is not { } form)
        {
            return ForgotPage(Words.FormOutdated);
        }

        var email = form["email"].Trim();
        if (!EmailAddress.IsValid(email))
        {
            return ForgotPage(Words.InvalidEmail);
        }

        return await passwords.ForgetAsync(email, context.RequestAborted) is { } refusal
            ? ForgotPage(refusal.InWords())
            : CheckMail(email, mails);
    }

    private static async Task<IResult> ResetAsync(HttpContext context, Passwords passwords)
    {
        var (form, isOwn) = await PageForm.ReadAnyAsync(context);
        if (!isOwn)
        {
            return ResetPage(form["user"], form["token"], Words.FormOutdated);
        }

        if (!Guid.TryParseExact(form["user"], "D", out var user))
        {
            return ForgotPage(Words.InvalidToken);
        }

        if (form["password"].Length > Passwords.MaxLength)
        {
            return ResetPage(form["user"], form["token"], Words.InvalidPassword);
        }

        var refusal = await passwords.ResetAsync(
            user, form["token"], form["password"], context.ClientAddress(), context.RequestAborted);
        return refusal switch
        {
            null => PageAnswers.SeeOther(SignInPages.AfterPassword),
            { Code: RefusalCodes.InvalidToken } => ForgotPage(refusal.InWords()),
            _ => ResetPage(form["user"], form["token"], refusal.InWords()),
        };
    }

    private static int Status(string? error) =>
        error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;

    private static IResult RegisterPage(string back, string name = "", string email = "", string? error = null) =>
        PageAnswers.Of<RegisterPage>(
            Status(error),
            (nameof(Web.Account.RegisterPage.Return), back),
            (nameof(Web.Account.RegisterPage.Name), name),
            (nameof(Web.Account.RegisterPage.Email), email),
            (nameof(Web.Account.RegisterPage.Error), error));

    private static IResult ForgotPage(string? error = null) =>
        PageAnswers.Of<ForgotPage>(Status(error), (nameof(Web.Account.ForgotPage.Error), error));

    private static IResult CheckMail(string email, KeptMails mails) => PageAnswers.Of<CheckMailPage>(
        (nameof(CheckMailPage.Email), email), (nameof(CheckMailPage.KeptHere), mails.AreKept));

    private static IResult ConfirmPage(IQueryCollection query) =>
        ConfirmPage(query["user"].ToString(), query["token"].ToString());

    private static IResult ConfirmPage(string user, string token, string? error = null) => PageAnswers.Of<ConfirmPage>(
        Status(error),
        (nameof(Web.Account.ConfirmPage.User), user),
        (nameof(Web.Account.ConfirmPage.Token), token),
        (nameof(Web.Account.ConfirmPage.Error), error));

    private static IResult ResetPage(string user, string token, string? error = null) => PageAnswers.Of<PasswordPage>(
        Status(error),
        (nameof(PasswordPage.Action), Reset),
        (nameof(PasswordPage.User), user),
        (nameof(PasswordPage.Token), token),
        (nameof(PasswordPage.Error), error));
}
