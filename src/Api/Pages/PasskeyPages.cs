using System.Text.Json;
using BookedBarber.Accounts.Passkeys;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Web.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookedBarber.Api.Pages;

/// <summary>What a page is told to ask an authenticator.</summary>
/// <param name="Options">For <c>navigator.credentials</c>.</param>
/// <param name="Ticket">Goes back with the answer.</param>
public sealed record PasskeyQuestionView(JsonElement Options, string Ticket);

/// <summary>
/// Passkeys in a browser. A module asks for the question, and has the authenticator's answer sent by the form of the
/// page, as everything else is.
/// </summary>
internal static class PasskeyPages
{
    private const string Own = "/account/passkeys";
    private const string SignIn = $"{SignInPages.Address}/passkey";

    /// <summary>Maps <c>/account/sign-in/passkey</c> and <c>/account/passkeys</c>.</summary>
    public static void MapPasskeyPages(this RouteGroupBuilder pages)
    {
        var checks = pages.MapGroup("").Limited(RouteClass.SignIn);
        checks.MapPost($"{SignIn}/options", (Delegate)AskToSignInAsync);
        checks.MapPost(SignIn, (Delegate)SignInAsync);
        var own = checks.MapGroup(Own).RequireAccess(AccessPolicy.Person.AsPage());
        own.MapPost("/options", AskToAddAsync);
        own.MapPost("", AddAsync);
        own.MapPost("/remove", RemoveAsync);
    }

    private static async Task<IResult> AskToSignInAsync(HttpContext context, PasskeySignIns signIns) =>
        await PageForm.ReadOwnAsync(context) is null
            ? ApiProblem.Of(
                StatusCodes.Status400BadRequest,
                ApiProblemCodes.AntiforgeryFailed,
                "This needs the anti-forgery token of a page.").ToResult()
            : View(await signIns.AskAsync(context));

    private static async Task<IResult> SignInAsync(HttpContext context, PasskeySignIns signIns, PageSignIn signIn)
    {
        var (form, isOwn) = await PageForm.ReadAnyAsync(context);
        var back = SignInPages.Return(form);
        if (!isOwn)
        {
            return SignInPages.Refused(Words.FormOutdated, back);
        }

        var (answer, refusal) = await signIns.SignInAsync(Answer(context, form), context.RequestAborted);
        if (answer is null)
        {
            return SignInPages.Refused(refusal!.InWords(), back);
        }

        await signIn.SignInAsync(answer.User, answer.WithTwoFactor, SignInPages.Remember(form));
        return PageAnswers.SeeOther(back);
    }

    private static async Task<IResult> AskToAddAsync(HttpContext context, OwnPasskeys passkeys) =>
        View(await passkeys.AskAsync(context.Person().Person, context));

    private static async Task<IResult> AddAsync(HttpContext context, OwnPasskeys passkeys)
    {
        if (await PageForm.ReadAsync(context.Request) is not { } form)
        {
            return PageAnswers.SeeOther(AccountPages.Home);
        }

        var name = form["passkey"].Trim();
        if (!RegistrationPages.IsName(name))
        {
            return await AccountPages.PageAsync(context, Words.InvalidPasskeyName);
        }

        var refusal = await passkeys.AddAsync(
            context.Person().Person, name, Answer(context, form), context.RequestAborted);
        return refusal is null
            ? PageAnswers.SeeOther(AccountPages.Home)
            : await AccountPages.PageAsync(context, refusal.InWords());
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, OwnPasskeys passkeys, PageSignIn signIn)
    {
        var id = (await PageForm.ReadAsync(context.Request))?["id"] ?? "";
        var who = context.Person();
        if (await passkeys.RemoveAsync(who, id, context.ClientAddress(), context.RequestAborted))
        {
            await signIn.KeepAsync(who, who.WithTwoFactor);
        }

        return PageAnswers.SeeOther(AccountPages.Home);
    }

    private static PasskeyAnswer Answer(HttpContext context, PageForm form) =>
        new(form["credential"], form["ticket"], context, context.ClientAddress());

    private static JsonHttpResult<PasskeyQuestionView> View(PasskeyQuestion question)
    {
        using var options = JsonDocument.Parse(question.Options);
        return TypedResults.Json(
            new PasskeyQuestionView(options.RootElement.Clone(), question.Ticket),
            ApiJson.Default.PasskeyQuestionView);
    }
}
