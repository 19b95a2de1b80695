using BookedBarber.Accounts.Sessions;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;

namespace BookedBarber.Api.Account;

/// <summary>Signing in and out with a program.</summary>
public static class SignInEndpoints
{
    /// <summary>Maps <c>sign-in</c>, <c>refresh</c>, <c>sign-out</c> and <c>first-sign-in</c>.</summary>
    public static void MapSignIn(this RouteGroupBuilder account)
    {
        var open = account.MapGroup("").RequireAccess(AccessPolicy.Open).Limited(RouteClass.SignIn);
        open.MapPost("/sign-in", SignInAsync)
            .Accepts<SignInBody>("application/json").Produces<TokenPair>()
            .Produces<ApiProblem>(StatusCodes.Status401Unauthorized, ApiProblem.ContentType)
            .WithSummary("Tokens for who has the password and, where there is one, the second factor.");
        open.MapPost("/refresh", RefreshAsync)
            .Accepts<RefreshBody>("application/json").Produces<TokenPair>()
            .Produces<ApiProblem>(StatusCodes.Status401Unauthorized, ApiProblem.ContentType)
            .WithSummary("The next tokens; a refresh token that comes twice ends its session.");
        open.MapPost("/sign-out", SignOutAsync)
            .Accepts<RefreshBody>("application/json").Produces(StatusCodes.Status204NoContent)
            .WithSummary("Ends the session of a refresh token.");
        open.MapPost("/first-sign-in", FirstSignInAsync)
            .Accepts<FirstSignInBody>("application/json").Produces<TokenPair>()
            .WithSummary("The first password of an account that was made for somebody, and its first tokens.");
    }

    private static async Task<IResult> SignInAsync(HttpContext context, SignIns signIns, ProgramSessions sessions)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.SignInBody, context.RequestAborted);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        // Not checked for its form: what is none is nobody's.
        var errors = new FieldErrors();
        var credentials = new Credentials(
            errors.RequiredSecret(body!.Email, "email"),
            errors.RequiredPassword(body.Password, "password"),
            SecondFactorCode.Of(
                errors.Secret(body.Code, "code"), errors.Secret(body.RecoveryCode, "recoveryCode")),
            context.ClientAddress());
        if (errors.Problem is { } bad)
        {
            return bad.ToResult();
        }

        var (answer, refusal) = await signIns.SignInAsync(credentials, context.RequestAborted);
        return answer is null
            ? refusal!.ToSignInResult()
            : Tokens(await sessions.BeginAsync(answer.User.Id, answer.WithTwoFactor, context.RequestAborted));
    }

    private static async Task<IResult> RefreshAsync(HttpContext context, ProgramSessions sessions)
    {
        var (token, problem) = await ReadTokenAsync(context);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        // Not given up with the client: a token that is used up must have a next one.
        return await sessions.RefreshAsync(token!, context.ClientAddress(), CancellationToken.None) is { } next
            ? Tokens(next)
            : ApiProblem.Of(
                StatusCodes.Status401Unauthorized,
                RefusalCodes.InvalidToken,
                "This refresh token is not good, was used already or has ended: sign in again.").ToResult();
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, ProgramSessions sessions)
    {
        var (token, problem) = await ReadTokenAsync(context);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        await sessions.EndAsync(token!, context.ClientAddress(), context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> FirstSignInAsync(
        HttpContext context, FirstPassword first, ProgramSessions sessions)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.FirstSignInBody, context.RequestAborted);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var errors = new FieldErrors();
        var token = errors.RequiredSecret(body!.Token, "token");
        var password = errors.RequiredPassword(body.Password, "password");
        if (errors.Problem is { } bad)
        {
            return bad.ToResult();
        }

        var (user, refusal) = await first.SetAsync(
            token, password, context.ClientAddress(), context.RequestAborted);
        return user is null
            ? refusal!.ToResult()
            : Tokens(await sessions.BeginAsync(user.Id, withTwoFactor: false, context.RequestAborted));
    }

    private static NotStored Tokens(TokenPair tokens) => new(tokens);

    private static async Task<(string? Token, ApiProblem? Problem)> ReadTokenAsync(HttpContext context)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.RefreshBody, context.RequestAborted);
        var errors = new FieldErrors();
        var token = body is null ? null : errors.RequiredSecret(body.RefreshToken, "refreshToken");
        return (token, problem ?? errors.Problem);
    }

    private sealed class NotStored(TokenPair tokens) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            // RFC 6749, 5.1.
            httpContext.Response.Headers.CacheControl = "no-store";
            return httpContext.Response.WriteAsJsonAsync(
                tokens, ApiJson.Default.TokenPair, contentType: null, httpContext.RequestAborted);
        }
    }
}
