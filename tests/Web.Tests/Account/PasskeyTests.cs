using System.Text.Json;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Account;

/// <summary>Passkeys with a browser.</summary>
public sealed class PasskeyTests
{
    private const string Add = "button[data-passkey=create]", SignIn = "button[data-passkey=get]";
    private const string SignOut = "form[action='/account/sign-out'] button";
    private const string NotAccepted = "This passkey was not accepted. Please try again, or sign in with your password.";
    private const string NotShown = "No passkey was shown. Please try again, or sign in with your password.";

    [ChromiumFact]
    public async Task An_owner_adds_a_passkey_signs_in_with_nothing_else_and_removes_it()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(390);
        await VirtualAuthenticator.AddAsync(browser);
        await server.SignInAsync(browser, "owner");
        await AddAsync(server, browser, "my <phone>");
        await browser.IsAccessibleAsync();

        await browser.ClickAsync(Add);
        Assert.Equal("passkey", await browser.Page.EvaluateAsync<string>("document.activeElement.id"));
        await browser.FillAsync("#passkey", "once more");
        await browser.ClickAsync(Add);
        await browser.ShowsAsync("[role=alert]", "No passkey was made. Perhaps this device has one already.");

        await LeaveAsync(browser);
        await browser.IsAccessibleAsync();
        await server.OpenAsync(browser, "/account/sign-in?return=/staff/demo");
        await browser.Page.Locator("[name=remember]").CheckAsync();
        await browser.ClickAsync(SignIn);
        await browser.HasAsync(".staff");
        Assert.Contains(await browser.Page.Context.CookiesAsync(), cookie => cookie is { Name: "bookedbarber", Expires: > 0 });
        await server.FollowMailAsync(browser, "A new passkey");

        await server.OpenAsync(browser, "/account");
        await browser.ClickAsync(".passkeys button");
        await browser.Page.Locator(".passkeys").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        await browser.ShowsAsync("h1", "Olga Owner");
        await LeaveAsync(browser);
        await browser.ClickAsync(SignIn);
        await browser.ShowsAsync("[role=alert]", NotAccepted);
        await server.OpenAsync(browser, "/account");
        await browser.ShowsAsync("h1", "Welcome back");

        var log = (await server.Administrator.GetAsync("/v1/shops/demo/audit")).Expect(200).Json
            .GetProperty("items").EnumerateArray().Reverse()
            .Select(entry => (entry.GetProperty("action").GetString(), Passkey: entry.GetProperty("detail")
                .TryGetProperty("passkey", out var name) ? name.GetString() : null));
        Assert.Equal(
            [
                ("account.password-set", null), ("account.two-factor-enabled", null),
                ("account.passkey-added", "my <phone>"), ("account.signed-in", null),
                ("account.passkey-removed", "my <phone>"),
            ],
            log);
        Assert.DoesNotContain(browser.TakeConsole(),
            line => line.StartsWith("error", StringComparison.Ordinal) && !line.Contains("422", StringComparison.Ordinal));
    }

    [ChromiumFact]
    public async Task An_authenticator_that_did_not_recognize_anybody_is_refused_by_the_browser_and_by_the_server()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        var authenticator = await VirtualAuthenticator.AddAsync(browser);
        await server.SignInAsync(browser, "barber");
        await AddAsync(server, browser, "laptop");
        await LeaveAsync(browser);

        await authenticator.RecognizesAsync(false);
        await browser.ClickAsync(SignIn);
        await browser.ShowsAsync("[role=alert]", NotShown);

        // A browser that does not do what it was told.
        await browser.Page.RouteAsync("**/account/sign-in/passkey/options", async route =>
        {
            var answer = await route.FetchAsync();
            var text = await answer.TextAsync();
            Assert.Contains("\"userVerification\":\"required\"", text);
            await route.FulfillAsync(new() { Response = answer, Body = text.Replace("required", "discouraged") });
        });
        await browser.ClickAsync(SignIn);
        await browser.ShowsAsync("[role=alert]", NotAccepted);

        await browser.Page.UnrouteAllAsync();
        await authenticator.RecognizesAsync(true);
        await browser.ClickAsync(SignIn);
        await browser.HasAsync(SignOut);
    }

    [ChromiumFact]
    public async Task What_was_sent_once_or_changed_on_the_way_signs_nobody_in()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await VirtualAuthenticator.AddAsync(browser);
        await server.SignInAsync(browser, "barber");
        await AddAsync(server, browser, "laptop");
        await LeaveAsync(browser);

        var sent = "";
        await browser.Page.RouteAsync("**/account/sign-in/passkey", async route =>
        {
            sent = route.Request.PostData!;
            var signature = JsonDocument.Parse(Field(sent, "credential")).RootElement
                .GetProperty("response").GetProperty("signature").GetString()!;
            await route.ContinueAsync(new()
            {
                PostData = System.Text.Encoding.UTF8.GetBytes(
                    sent.Replace(signature, (signature[..^8] + "AAAAAAAA"), StringComparison.Ordinal)),
            });
        });
        await browser.ClickAsync(SignIn);
        await browser.ShowsAsync("[role=alert]", NotAccepted);
        await browser.Page.UnrouteAllAsync();

        // What was changed on its way was good, and is so once.
        Assert.Equal((200, "/account"), await SendAsync(browser, sent));
        await server.OpenAsync(browser, "/account");
        await LeaveAsync(browser);
        Assert.Equal((422, "/account/sign-in/passkey"), await SendAsync(browser, sent));
        await server.OpenAsync(browser, "/account");
        await browser.ShowsAsync("h1", "Welcome back");
    }

    [ChromiumTheory]
    [InlineData(false, "/account/sign-in")]
    [InlineData(true, "http://127.0.0.1/account/sign-in")]
    public async Task Without_scripts_or_a_name_nobody_is_offered_what_would_not_work(bool javaScript, string address)
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(javaScript: javaScript);
        var at = new UriBuilder(new Uri(server.Address, address)) { Port = server.Address.Port };

        await browser.OpenAsync(at.Uri);
        await browser.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);

        Assert.Equal(1, await browser.Page.Locator(SignIn).CountAsync());
        Assert.False(await browser.Page.Locator(SignIn).IsVisibleAsync());
    }

    private static async Task AddAsync(DevelopmentServer server, ChromiumBrowser browser, string name)
    {
        await server.OpenAsync(browser, "/account");
        await browser.FillAsync("#passkey", name);
        await browser.ClickAsync(Add);
        await browser.ShowsAsync(".passkeys li p", name);
    }

    private static async Task LeaveAsync(ChromiumBrowser browser)
    {
        await browser.ClickAsync(SignOut);
        await browser.ShowsAsync("h1", "Welcome back");
    }

    private static string Field(string form, string name) => form.Split('&')
        .Select(field => field.Split('='))
        .Where(field => field[0] == name)
        .Select(field => Uri.UnescapeDataString(field[1].Replace('+', ' '))).Single();

    // As the page's form would; the status, and where that leads.
    private static async Task<(int Status, string Path)> SendAsync(ChromiumBrowser browser, string form)
    {
        var answer = await browser.Page.EvaluateAsync<JsonElement>(
            """
            async (body) => {
              const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "text/html" };
              const response = await fetch("/account/sign-in/passkey", { method: "POST", headers, body });
              return { status: response.status, path: new URL(response.url).pathname };
            }
            """,
            form);
        return (answer.GetProperty("status").GetInt32(), answer.GetProperty("path").GetString()!);
    }
}
