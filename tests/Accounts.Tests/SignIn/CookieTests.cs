using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.People;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Accounts.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Accounts.Tests.SignIn;

/// <summary>What a browser keeps ends, however often it comes back.</summary>
public sealed class CookieTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task A_cookie_that_is_renewed_again_and_again_ends_after_ninety_days()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var person = await accounts.AddPersonAsync("ada@example.org");
        var cookie = await AsBrowserAsync(accounts, null, async (page, users, _) =>
        {
            await page.SignInAsync((await users.FindByIdAsync(person.Id.ToString()))!, withTwoFactor: false, remember: true);
            return true;
        });

        for (var day = 0; day < 90; day += 9)
        {
            cookie = await AsBrowserAsync(accounts, cookie, async (page, _, who) =>
            {
                await page.KeepAsync(who!, withTwoFactor: false);
                return who is not null;
            });
            accounts.Manual.Advance(TimeSpan.FromDays(8.9));
            await AsBrowserAsync(accounts, cookie, (_, _, who) => Task.FromResult(who is not null));
        }

        accounts.Manual.Advance(TimeSpan.FromDays(1.1));
        await AsBrowserAsync(accounts, cookie, (_, _, who) => Task.FromResult(who is null));
    }

    /// <summary>One request with a cookie; the cookie that comes back.</summary>
    private static Task<string> AsBrowserAsync(
        AccountsUnderTest accounts,
        string? cookie,
        Func<PageSignIn, UserManager<AccountUser>, SignedIn?, Task<bool>> isAsExpected) =>
        accounts.InScopeAsync<IServiceProvider, string>(async services =>
        {
            var context = new DefaultHttpContext { RequestServices = services };
            context.Request.Scheme = "https";
            context.Request.Headers.Cookie = cookie;
            services.GetRequiredService<IHttpContextAccessor>().HttpContext = context;
            var who = await PageSignIn.IdentifyAsync(context);
            Assert.True(await isAsExpected(
                services.GetRequiredService<PageSignIn>(),
                services.GetRequiredService<UserManager<AccountUser>>(),
                who));
            return context.Response.Headers.SetCookie.ToString().Split(';')[0];
        });
}
