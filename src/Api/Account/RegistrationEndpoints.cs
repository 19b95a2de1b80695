using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Access;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;

namespace BookedBarber.Api.Account;

/// <summary>Making an account, and getting back into it. Nobody learns here which addresses have one.</summary>
public static class RegistrationEndpoints
{
    /// <summary>Maps <c>register</c>, <c>confirm-email</c>, <c>forgot-password</c>, <c>reset-password</c>.</summary>
    public static void MapRegistration(this RouteGroupBuilder account)
    {
        var open = account.MapGroup("").RequireAccess(AccessPolicy.Open).Limited(RouteClass.SignIn);
        open.MapPost("/register", RegisterAsync)
            .Accepts<RegisterBody>("application/json").Produces(StatusCodes.Status202Accepted)
            .WithSummary("Makes an account; a mail says how it goes on.");
        open.MapPost("/confirm-email", ConfirmEmailAsync)
            .Accepts<ConfirmEmailBody>("application/json").Produces(StatusCodes.Status204NoContent)
            .WithSummary("Confirms the address with what the mail's link carries, and the password.");
        open.MapPost("/forgot-password", ForgotPasswordAsync)
            .Accepts<EmailBody>("application/json").Produces(StatusCodes.Status202Accepted)
            .WithSummary("Sends a link for a new password to the address, if it is somebody's.");
        open.MapPost("/reset-password", ResetPasswordAsync)
            .Accepts<ResetPasswordBody>("application/json").Produces(StatusCodes.Status204NoContent)
            .WithSummary("Sets a new password with what the mail's link carries, and ends all sessions.");
    }

    private static async Task<IResult> RegisterAsync(HttpContext context, Registrations registrations)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.RegisterBody, context.RequestAborted);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var errors = new FieldErrors();
        var email = errors.RequiredEmail(body!.Email, "email");
        var password = errors.RequiredPassword(body.Password, "password");
        var name = body.Name is null ? email : errors.RequiredLine(body.Name, "name");
        if (errors.Problem is { } bad)
        {
            return bad.ToResult();
        }

        var refusal = await registrations.RegisterAsync(
            email, password, name, context.ClientAddress(), context.RequestAborted);
        return refusal?.ToResult() ?? TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ConfirmEmailAsync(HttpContext context, Registrations registrations)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.ConfirmEmailBody, context.RequestAborted);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var errors = new FieldErrors();
        var user = errors.RequiredId(body!.User, "user");
        var token = errors.RequiredSecret(body.Token, "token");
        var password = errors.RequiredPassword(body.Password, "password");
        if (errors.Problem is { } bad)
        {
            return bad.ToResult();
        }

        var refusal = await registrations.ConfirmEmailAsync(
            user, token, password, context.ClientAddress(), context.RequestAborted);
        return refusal?.ToResult() ?? TypedResults.NoContent();
    }

    private static async Task<IResult> ForgotPasswordAsync(HttpContext context, Passwords passwords)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.EmailBody, context.RequestAborted);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var errors = new FieldErrors();
        var email = errors.RequiredEmail(body!.Email, "email");
        if (errors.Problem is { } bad)
        {
            return bad.ToResult();
        }

        var refusal = await passwords.ForgetAsync(email, context.RequestAborted);
        return refusal?.ToResult() ?? TypedResults.StatusCode(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ResetPasswordAsync(HttpContext context, Passwords passwords)
    {
        var (body, problem) = await RequestBody.ReadAsync(
            context.Request, ApiJson.Default.ResetPasswordBody, context.RequestAborted);
        if (problem is not null)
        {
            return problem.ToResult();
        }

        var errors = new FieldErrors();
        var user = errors.RequiredId(body!.User, "user");
        var token = errors.RequiredSecret(body.Token, "token");
        var password = errors.RequiredPassword(body.Password, "password");
        if (errors.Problem is { } bad)
        {
            return bad.ToResult();
        }

        var refusal = await passwords.ResetAsync(
            user, token, password, context.ClientAddress(), context.RequestAborted);
        return refusal?.ToResult() ?? TypedResults.NoContent();
    }
}
