using System.Security.Claims;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.People;
using BookedBarber.Accounts.Protection;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BookedBarber.Accounts.SignIn;

/// <summary>Signing in and out in a browser: with a cookie.</summary>
public sealed class PageSignIn(SignInManager<AccountUser> manager, UserManager<AccountUser> users)
{
    // RFC 8176: how somebody has shown who they are.
    private const string MethodClaim = "amr";
    private const string TwoFactorMethod = "mfa";
    private const string PasswordMethod = "pwd";

    /// <summary>Gives the browser a cookie.</summary>
    /// <param name="user">Who has signed in.</param>
    /// <param name="withTwoFactor">Whether with two factors.</param>
    /// <param name="remember">Whether the cookie outlives the browser.</param>
    public Task SignInAsync(AccountUser user, bool withTwoFactor, bool remember) => manager.SignInWithClaimsAsync(
        user, remember, [new Claim(MethodClaim, withTwoFactor ? TwoFactorMethod : PasswordMethod)]);

    /// <summary>
    /// Gives a browser a new cookie after its owner has changed how they sign in, which ends the one from before.
    /// Programs have none.
    /// </summary>
    public async Task KeepAsync(SignedIn who, bool withTwoFactor)
    {
        if (who.Session is null && await users.FindByIdAsync(who.Person.Id.ToString()) is { } user)
        {
            var before = await manager.Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
            await SignInAsync(user, withTwoFactor, remember: before.Properties?.IsPersistent ?? false);
        }
    }

    /// <summary>Takes the cookie from the browser.</summary>
    public Task SignOutAsync() => manager.SignOutAsync();

    /// <summary>Who sends the cookie; null when nobody does, or when they may not any more.</summary>
    public static async Task<SignedIn?> IdentifyAsync(HttpContext context)
    {
        var result = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (result.Principal is not { } principal || UserIn(principal) is not { } id)
        {
            // The framework takes a cookie that it cannot open for none, whatever the reason.
            context.RequestServices.GetRequiredService<KeyRing>().Read();
            return null;
        }

        context.User = principal;
        var person = await context.RequestServices.GetRequiredService<KnownPeople>().ByIdAsync(id);
        return person is null
            ? null
            : new SignedIn(person, principal.HasClaim(MethodClaim, TwoFactorMethod), Session: null);
    }

    /// <summary>
    /// Refuses a cookie from before somebody changed how they sign in: as Identity's own check does it every half hour,
    /// but within seconds.
    /// </summary>
    internal static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var claims = services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity;
        var person = UserIn(context.Principal!) is { } id
            ? await services.GetRequiredService<KnownPeople>().ByIdAsync(id)
            : null;
        if (person is null || context.Principal!.FindFirstValue(claims.SecurityStampClaimType) != person.SecurityStamp)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }

    private static Guid? UserIn(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
