using BookedBarber.Accounts.People;
using BookedBarber.Api.Http;

namespace BookedBarber.Api.Access;

/// <summary>Why somebody does not get in.</summary>
public static class AccessProblems
{
    /// <summary>401: the request needs credentials.</summary>
    /// <param name="needs">Which, as they stand after <c>Authorization:</c>.</param>
    public static ApiProblem Unauthorized(string needs) => ApiProblem.Of(
        StatusCodes.Status401Unauthorized, ApiProblemCodes.Unauthorized, $"This needs Authorization: {needs}");

    /// <summary>403: the credentials are good, but not for this.</summary>
    public static ApiProblem Forbidden() => ApiProblem.Of(
        StatusCodes.Status403Forbidden, ApiProblemCodes.Forbidden, "These credentials are not for this.");

    /// <summary>421: signing in is for HTTPS alone here.</summary>
    public static ApiProblem HttpsRequired() => ApiProblem.Of(
        StatusCodes.Status421MisdirectedRequest,
        ApiProblemCodes.HttpsRequired,
        "Accounts need HTTPS here. Behind a proxy that has it, the program needs ASPNETCORE_FORWARDEDHEADERS_ENABLED, "
        + "and the proxy sends X-Forwarded-Proto; without HTTPS, BookedBarber__PublicUrl begins with http.");

    /// <summary>403: the second factor is missing, or was not shown when this session began.</summary>
    public static ApiProblem LacksTwoFactor(Person person) => person.HasTwoFactor
        ? ApiProblem.Of(
            StatusCodes.Status403Forbidden,
            ApiProblemCodes.TwoFactorRequired,
            "This needs a sign-in with the second factor.")
        : ApiProblem.Of(
            StatusCodes.Status403Forbidden,
            ApiProblemCodes.TwoFactorEnrolmentRequired,
            "This needs a second factor: set it up with /v1/account/two-factor first.");
}
