using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Account;

/// <summary>Signing in with a browser.</summary>
public sealed class SignInTests
{
    private const string Continue = DevelopmentServer.Continue;

    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_owner_chooses_a_password_sets_a_second_factor_up_and_comes_back_with_both(bool javaScript)
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(390, javaScript: javaScript);
        await browser.OpenAsync(server.FirstSignIn("owner"));
        await browser.FillAsync("#password", "short");
        await browser.ClickAsync(Continue);
        await browser.HasAsync("[role=alert]");
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);

        // Nothing but the second factor is open before it is set up.
        await browser.HasAsync(".qr svg");
        var key = await browser.TextAsync("code.key");
        var phone = new Authenticator(key);
        await browser.FillAsync("#code", phone.WrongCode());
        await browser.ClickAsync(Continue);
        await browser.HasAsync("[role=alert]");
        Assert.Equal(key, await browser.TextAsync("code.key"));
        await browser.FillAsync("#code", phone.NextCode());
        await browser.ClickAsync(Continue);
        await browser.HasAsync(".codes");
        var recovery = await browser.TextsAsync(".codes li");
        Assert.Equal(10, recovery.Length);
        await browser.ClickAsync("a.primary");
        await browser.ShowsAsync("h1", "Olga Owner");

        await browser.ClickAsync("form[action='/account/sign-out'] button");
        await browser.ShowsAsync("h1", "Welcome back");
        await server.OpenAsync(browser, "/account");
        await browser.ShowsAsync("h1", "Welcome back");

        await SignInAsync(browser, "owner@demo.example", "not the password");
        await browser.ShowsAsync("[role=alert]", "No account has this e-mail address and password.");
        await SignInAsync(browser, "owner@demo.example", DevelopmentServer.Password);
        await browser.ShowsAsync("h1", "One more step");
        await browser.FillAsync("#code", phone.WrongCode());
        await browser.ClickAsync(Continue);
        await browser.HasAsync("[role=alert]");
        await browser.FillAsync("#code", phone.NextCode());
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("h1", "Olga Owner");

        await browser.ClickAsync("form[action='/account/sign-out'] button");
        await browser.ShowsAsync("h1", "Welcome back");
        await SignInAsync(browser, "owner@demo.example", DevelopmentServer.Password);
        await browser.ShowsAsync("h1", "One more step");
        await browser.FillAsync("#code", recovery[0]);
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("h1", "Olga Owner");
        Assert.Contains("Recovery codes left: 9", await browser.TextAsync("main"));
        await browser.OpenAsync(server.FirstSignIn("owner"));
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("[role=alert]", "This link is not good any more: it was used, or it has ended.");
    }

    [ChromiumFact]
    public async Task Somebody_makes_an_account_confirms_it_by_mail_and_gets_back_in_after_forgetting_the_password()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.OpenAsync(browser, "/account/register");
        await browser.FillAsync("#name", "Zoe");
        await browser.FillAsync("#email", "zoe@example.org");
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("h1", "Check your e-mail");

        await server.FollowMailAsync(browser, "Confirm your e-mail address");
        await browser.FillAsync("#password", "not the password");
        await browser.ClickAsync(Continue);
        await browser.HasAsync("[role=alert]");
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("[role=status]", "Your address is confirmed. Please sign in.");
        await SignInAsync(browser, "zoe@example.org", DevelopmentServer.Password);
        await browser.ShowsAsync("h1", "Zoe");
        await browser.ClickAsync("form[action='/account/sign-out'] button");
        await browser.ShowsAsync("h1", "Welcome back");

        await server.OpenAsync(browser, "/account/forgot-password");
        await browser.FillAsync("#email", "zoe@example.org");
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("h1", "Check your e-mail");
        await server.FollowMailAsync(browser, "A new password");
        await browser.FillAsync("#password", "quite another password");
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("[role=status]", "Your password is set. Please sign in.");
        await SignInAsync(browser, "zoe@example.org", DevelopmentServer.Password);
        await browser.HasAsync("[role=alert]");
        await SignInAsync(browser, "zoe@example.org", "quite another password");
        await browser.ShowsAsync("h1", "Zoe");
    }

    [ChromiumTheory]
    [InlineData("de-AT", "Schauen Sie in Ihr Postfach", "E-Mail-Adresse bestätigen")]
    [InlineData("fr-FR", "Check your e-mail", "Confirm your e-mail address")]
    public async Task Mails_are_in_the_language_of_the_page_that_caused_them(
        string language, string heading, string subject)
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(language: language);
        await server.OpenAsync(browser, "/account/register");
        await browser.FillAsync("#name", "Zoe");
        await browser.FillAsync("#email", "zoe@example.org");
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("h1", heading);

        await server.FollowMailAsync(browser, subject);
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);
        await browser.HasAsync("[role=status]");
        await server.OpenAsync(browser, "/language/de?back=/account/forgot-password");
        await browser.FillAsync("#email", "zoe@example.org");
        await browser.ClickAsync(Continue);
        await server.FollowMailAsync(browser, "Ein neues Passwort");
    }

    [ChromiumFact]
    public async Task Sign_in_leads_nowhere_else_and_a_form_of_somebody_else_does_nothing()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await browser.OpenAsync(server.FirstSignIn("barber"));
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);
        await browser.HasAsync("form[action='/account/sign-out']");
        await browser.Page.EvaluateAsync(
            "document.querySelector(\"form[action='/account/sign-out'] input\").value = 'x'");
        await browser.ClickAsync("form[action='/account/sign-out'] button");
        await browser.HasAsync(".status, pre");
        await server.OpenAsync(browser, "/account");
        await browser.HasAsync("form[action='/account/sign-out']");
        await browser.ClickAsync("form[action='/account/sign-out'] button");
        await browser.ShowsAsync("h1", "Welcome back");

        await server.OpenAsync(browser, "/account/sign-in?return=https://example.org/");
        await SignInAsync(browser, "barber@demo.example", DevelopmentServer.Password);
        await browser.HasAsync("form[action='/account/sign-out']");
        Assert.Equal(new Uri(server.Address, "/account"), new Uri(browser.Page.Url));
    }

    [ChromiumFact]
    public async Task Axe_finds_nothing_on_the_pages_of_accounts()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(360);
        foreach (var path in (string[])
        [
            "/account/sign-in", "/account/register", "/account/forgot-password", "/mail",
            "/account/reset-password?user=x&token=x", "/account/confirm-email?user=x&token=x",
        ])
        {
            await server.OpenAsync(browser, path);
            await browser.IsAccessibleAsync();
        }

        await browser.OpenAsync(server.FirstSignIn("operator"));
        await browser.IsAccessibleAsync();
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);
        await browser.HasAsync(".qr svg");
        await browser.IsAccessibleAsync();
        await browser.FillAsync("#code", new Authenticator(await browser.TextAsync("code.key")).NextCode());
        await browser.ClickAsync(Continue);
        await browser.HasAsync(".codes");
        await browser.IsAccessibleAsync();
        await browser.ClickAsync("a.primary");
        await browser.ShowsAsync("h1", "Otto Operator");
        await browser.IsAccessibleAsync();
        Assert.DoesNotContain(browser.TakeConsole(), line => line.StartsWith("error", StringComparison.Ordinal));
    }

    private static async Task SignInAsync(ChromiumBrowser browser, string email, string password)
    {
        await browser.FillAsync("#email", email);
        await browser.FillAsync("#password", password);
        await browser.ClickAsync(Continue);
    }
}
