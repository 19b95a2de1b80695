using System.Globalization;
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
public sealed class PageSignIn(
    SignInManager<AccountUser> manager, UserManager<AccountUser> users, TimeProvider clock)
{
    // However often the browser comes back, as for the session of a program.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    // OpenID Connect Core, 2: when somebody has shown who they are, in seconds since the epoch.
    private const string TimeClaim = "auth_time";

    // RFC 8176: how somebody has shown who they are.
    private const string MethodClaim = "amr";
    private const string TwoFactorMethod = "mfa";
    private const string PasswordMethod = "pwd";

    /// <summary>Gives the browser a cookie.</summary>
    /// <param name="user">Who has signed in.</param>
    /// <param name="withTwoFactor">Whether with two factors.</param>
    /// <param name="remember">Whether the cookie outlives the browser.</param>
    public Task SignInAsync(AccountUser user, bool withTwoFactor, bool remember) =>
        SignInAsync(user, withTwoFactor, remember, $"{clock.GetUtcNow().ToUnixTimeSeconds()}");

    /// <summary>
    /// Gives a browser a new cookie after its owner has changed how they sign in, which ends the one from before.
    /// Programs have none.
    /// </summary>
    public async Task KeepAsync(SignedIn who, bool withTwoFactor)
    {
        if (who.Session is null
            && manager.Context.User.FindFirstValue(TimeClaim) is { } since
            && await users.FindByIdAsync(who.Person.Id.ToString()) is { } user)
        {
            var before = await manager.Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
            await SignInAsync(user, withTwoFactor, remember: before.Properties?.IsPersistent ?? false, since);
        }
    }

    private Task SignInAsync(AccountUser user, bool withTwoFactor, bool remember, string since) =>
        manager.SignInWithClaimsAsync(
            user,
            remember,
            [
                new Claim(MethodClaim, withTwoFactor ? TwoFactorMethod : PasswordMethod),
                new Claim(TimeClaim, since, ClaimValueTypes.Integer64),
            ]);

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
    /// but within seconds. And one that was renewed for too long.
    /// </summary>
    internal static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var claims = services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity;
        var stamp = context.Principal!.FindFirstValue(claims.SecurityStampClaimType);
        var oldest = services.GetRequiredService<TimeProvider>().GetUtcNow() - Lifetime;
        if (!long.TryParse(
                context.Principal!.FindFirstValue(TimeClaim), CultureInfo.InvariantCulture, out var since)
            || since < oldest.ToUnixTimeSeconds()
            || UserIn(context.Principal!) is not { } id
            || stamp is null
            || !await HasStampAsync(services, id, stamp))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }

    // What is remembered here may be from before the change that brought this cookie.
    private static async Task<bool> HasStampAsync(IServiceProvider services, Guid user, string stamp)
    {
        var people = services.GetRequiredService<KnownPeople>();
        if ((await people.ByIdAsync(user))?.SecurityStamp == stamp)
        {
            return true;
        }

        var reads = services.GetRequiredService<PeopleReads>();
        if ((await reads.FindAsync(user, CancellationToken.None))?.SecurityStamp != stamp)
        {
            return false;
        }

        people.Forget();
        return true;
    }

    private static Guid? UserIn(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
}
