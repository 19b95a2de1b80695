using BookedBarber.Accounts.Sessions;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Access;
using Microsoft.AspNetCore.Antiforgery;

namespace BookedBarber.Api.Access;

/// <summary>Finds out who speaks: by <c>Authorization: Bearer</c>, or by the cookie of a page.</summary>
public sealed class Callers(IGrainFactory grains, AccessTokens tokens, IAntiforgery antiforgery)
{
    private const string Bearer = "Bearer ";

    /// <summary>Who speaks, null for nobody that is known; or the problem with how they say it.</summary>
    public async Task<(Caller? Caller, ApiProblem? Problem)> IdentifyAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length > 0)
        {
            return (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? await ByTokenAsync(header[Bearer.Length..].Trim())
                : null, null);
        }

        if (context.Request.Cookies.Count == 0 || await PageSignIn.IdentifyAsync(context) is not { } person)
        {
            return (null, null);
        }

        // Browsers send cookies for other people's pages as well; the token is only in ours.
        return IsSafe(context.Request.Method) || await antiforgery.IsRequestValidAsync(context)
            ? (new Caller(person), null)
            : (null, ApiProblem.Of(
                StatusCodes.Status403Forbidden,
                ApiProblemCodes.AntiforgeryFailed,
                "A change that is signed in by cookie needs the anti-forgery token of a page."));
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private async Task<Caller?> ByTokenAsync(string token)
    {
        if (token.StartsWith(AccessTokens.Prefix, StringComparison.Ordinal))
        {
            return await tokens.IdentifyAsync(token) is { } person ? new Caller(person) : null;
        }

        return ApiKeySecret.Read(token) is { } key
            && await grains.GetGrain<IApiKeyGrain>(key.Id.ToString()).Identify(key.SecretHash) is { } identity
                ? new Caller(key.Id, identity)
                : null;
    }
}
