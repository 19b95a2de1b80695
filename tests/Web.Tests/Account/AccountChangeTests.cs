using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Account;

/// <summary>What people change about how they sign in, on the page of their account.</summary>
public sealed class AccountChangeTests
{
    private const string Continue = DevelopmentServer.Continue;
    private const string Other = "quite another password";
    private const string TooShortOrTooLong =
        "Please choose a password of 10 to 256 characters, at least four of them different.";

    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_password_the_recovery_codes_and_the_device_are_changed(bool javaScript)
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(390, javaScript: javaScript);
        await browser.OpenAsync(server.FirstSignIn("owner"));
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);
        var phone = new Authenticator(await browser.TextAsync("code.key"));
        await browser.FillAsync("#code", phone.NextCode());
        await browser.ClickAsync(Continue);
        await browser.HasAsync(".codes");
        var codes = await browser.TextsAsync(".codes li");

        await server.OpenAsync(browser, "/account");
        await ChangePasswordAsync(browser, "not the password");
        await browser.ShowsAsync("[role=alert]", "The current password is not right.");
        await browser.Page.EvaluateAsync("document.querySelector('#password').removeAttribute('maxlength')");
        await ChangePasswordAsync(browser, DevelopmentServer.Password, new string('x', 257));
        await browser.ShowsAsync("[role=alert]", TooShortOrTooLong);
        await ChangePasswordAsync(browser, DevelopmentServer.Password);
        await browser.ShowsAsync("[role=status]", "Your password was changed.");
        if (javaScript)
        {
            await browser.IsAccessibleAsync();
        }

        await SendCodeAsync(browser, "new-codes", phone.WrongCode());
        await browser.HasAsync("[role=alert]");
        await SendCodeAsync(browser, "new-codes", phone.NextCode());
        await browser.HasAsync(".codes");
        Assert.Empty(codes.Intersect(await browser.TextsAsync(".codes li")));

        await server.OpenAsync(browser, "/account");
        await SendCodeAsync(browser, "give-up", phone.NextCode());
        await browser.HasAsync(".qr svg");
        await browser.FillAsync("#code", new Authenticator(await browser.TextAsync("code.key")).NextCode());
        await browser.ClickAsync(Continue);
        await browser.HasAsync(".codes");

        await server.OpenAsync(browser, "/account");
        await browser.ClickAsync("form[action='/account/sign-out'] button");
        await browser.FillAsync("#email", "owner@demo.example");
        await browser.FillAsync("#password", Other);
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("h1", "One more step");
    }

    [ChromiumFact]
    public async Task Who_lost_the_phone_signs_in_with_a_recovery_code_and_sets_up_another()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(390);
        await browser.OpenAsync(server.FirstSignIn("owner"));
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);
        await browser.FillAsync("#code", new Authenticator(await browser.TextAsync("code.key")).NextCode());
        await browser.ClickAsync(Continue);
        await browser.HasAsync(".codes");
        var codes = await browser.TextsAsync(".codes li");
        await server.OpenAsync(browser, "/account");
        await browser.ClickAsync("form[action='/account/sign-out'] button");

        await browser.FillAsync("#email", "owner@demo.example");
        await browser.FillAsync("#password", DevelopmentServer.Password);
        await browser.ClickAsync(Continue);
        await browser.FillAsync("#code", codes[0]);
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("h1", "Olga Owner");
        await SendCodeAsync(browser, "give-up", codes[0]);
        await browser.HasAsync("[role=alert]");
        await SendCodeAsync(browser, "give-up", codes[1]);
        await browser.HasAsync(".qr svg");
        await browser.FillAsync("#code", new Authenticator(await browser.TextAsync("code.key")).NextCode());
        await browser.ClickAsync(Continue);
        await browser.HasAsync(".codes");
        Assert.Empty(codes.Intersect(await browser.TextsAsync(".codes li")));
    }

    private static async Task ChangePasswordAsync(ChromiumBrowser browser, string current, string password = Other)
    {
        await browser.ClickAsync("#new-password summary");
        await browser.FillAsync("#current", current);
        await browser.FillAsync("#password", password);
        await browser.ClickAsync("#new-password button");
    }

    private static async Task SendCodeAsync(ChromiumBrowser browser, string form, string code)
    {
        await browser.ClickAsync($"#{form} summary");
        await browser.FillAsync($"#{form}-code", code);
        await browser.ClickAsync($"#{form} button");
    }
}
