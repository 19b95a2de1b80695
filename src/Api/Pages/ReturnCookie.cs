using BookedBarber.Accounts;

namespace BookedBarber.Api.Pages;

/// <summary>
/// Where somebody wanted to go who has to make an account first: the browser keeps it while they look into their mail.
/// </summary>
internal static class ReturnCookie
{
    private const string Name = "bookedbarber-return";
    private const string Pages = "/account";

    /// <summary>Remembers an address of this program for a day.</summary>
    public static void Keep(HttpContext context, string address) =>
        context.Response.Cookies.Append(Name, address, Options(context));

    /// <summary>The address that was remembered, once; else another.</summary>
    public static string TakeOr(HttpContext context, string otherwise)
    {
        if (context.Request.Cookies[Name] is not { } address)
        {
            return otherwise;
        }

        context.Response.Cookies.Delete(Name, Options(context));
        return LocalAddress.Or(address, otherwise);
    }

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        MaxAge = TimeSpan.FromDays(1),
        Path = Pages,
        SameSite = SameSiteMode.Lax,
        Secure = context.RequestServices.GetRequiredService<AccountsSettings>().SecureCookies,
    };
}
