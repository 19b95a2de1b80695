using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Results;

namespace BookedBarber.Api.Account;

/// <summary>From what accounts refuse to what a caller gets.</summary>
internal static class RefusalAnswers
{
    /// <summary>As the answer to somebody who shows who they are: 401, or 422 for a field.</summary>
    public static IResult ToSignInResult(this Refusal refusal) => refusal.ToProblem(
        refusal.Code == RefusalCodes.ValidationFailed
            ? StatusCodes.Status422UnprocessableEntity
            : StatusCodes.Status401Unauthorized).ToResult();

    /// <summary>
    /// As the answer to somebody whose credentials are good, or need not be: 409, 422, or 503 without a mail server.
    /// </summary>
    public static IResult ToResult(this Refusal refusal) => refusal.ToProblem(refusal.Code switch
    {
        RefusalCodes.TwoFactorEnabled or RefusalCodes.TwoFactorNotEnabled => StatusCodes.Status409Conflict,
        RefusalCodes.MailUnavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    }).ToResult();

    private static ApiProblem ToProblem(this Refusal refusal, int status) =>
        ApiProblem.Of(status, refusal.Code, refusal.Detail) with
        {
            Errors = refusal.Errors.Count == 0
                ? null
                : [.. refusal.Errors.Select(error => new FieldError { Field = error.Field, Rule = error.Rule })],
        };
}
