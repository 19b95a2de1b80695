using System.Text.RegularExpressions;
using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Account;

/// <summary>The program as on a machine of development: with the demo's people, and mails that are kept.</summary>
internal sealed partial class DevelopmentServer(ApiProcess process) : IAsyncDisposable
{
    public const string Password = "a long enough password";
    public const string Continue = "button.primary";

    /// <summary>Where it listens.</summary>
    public Uri Address => process.Address;

    /// <summary>Starts it on a database of its own, at a name: numbers have no passkeys.</summary>
    /// <param name="demo">Whether it makes the demo shop and its people; otherwise the database is empty.</param>
    public static async Task<DevelopmentServer> StartAsync(bool demo = true)
    {
        var postgres = new PostgresFixture();
        await ((IAsyncLifetime)postgres).InitializeAsync();
        return new DevelopmentServer(await ApiProcess.StartAtAsync(
            new Uri($"http://localhost:{LowPort.Find()}"),
            DataDirectory.Create(),
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("BookedBarber__Demo", demo ? "true" : "false"),
            ("ConnectionStrings__BookedBarber", await postgres.CreateDatabaseAsync())));
    }

    /// <summary>The link of somebody's first sign-in, as it was printed.</summary>
    public Uri FirstSignIn(string who) => new(process.Console.Output
        .Select(line => FirstSignInLine().Match(line))
        .First(match => match.Success && match.Groups["who"].Value == who).Groups["link"].Value);

    /// <summary>Signs one of the demo's people in for the first time, with a second factor where one is asked for.</summary>
    public async Task SignInAsync(ChromiumBrowser browser, string who)
    {
        await browser.OpenAsync(FirstSignIn(who));
        await browser.FillAsync("#password", Password);
        await browser.ClickAsync(Continue);
        await browser.HasAsync("form[action='/account/sign-out'], code.key");
        if (await browser.TextAsync("code.key") is { Length: > 0 } key)
        {
            await browser.FillAsync("#code", new Authenticator(key).NextCode());
            await browser.ClickAsync(Continue);
            await browser.HasAsync(".codes");
        }
    }

    /// <summary>On the page where one registers: makes an account, confirms it by mail, and signs in.</summary>
    public async Task RegisterAsync(ChromiumBrowser browser, string name, string email)
    {
        await browser.FillAsync("#name", name);
        await browser.FillAsync("#email", email);
        await browser.FillAsync("#password", Password);
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("h1", "Check your e-mail");
        await FollowMailAsync(browser, "Confirm your e-mail address");
        await browser.FillAsync("#password", Password);
        await browser.ClickAsync(Continue);
        await browser.ShowsAsync("[role=status]", "Your address is confirmed. Please sign in.");
        await browser.FillAsync("#email", email);
        await browser.FillAsync("#password", Password);
        await browser.ClickAsync(Continue);
    }

    /// <summary>Lets a window act as the first administrator, without anybody having signed in.</summary>
    public async Task ActAsAdministratorAsync(ChromiumBrowser browser)
    {
        var key = (await File.ReadAllTextAsync(Path.Combine(process.DataPath, "admin.key"))).Trim();
        await browser.Page.SetExtraHTTPHeadersAsync([new("Authorization", $"Bearer {key}")]);
    }

    /// <summary>Speaks to it as nobody.</summary>
    public ApiClient Anonymous => process.Anonymous;

    /// <summary>Speaks to it as the first administrator.</summary>
    public ApiClient Administrator => process.Administrator;

    /// <summary>Goes to an address of it.</summary>
    public Task OpenAsync(ChromiumBrowser browser, string path) => browser.OpenAsync(new Uri(Address, path));

    /// <summary>Waits for a mail, and follows its link.</summary>
    public async Task FollowMailAsync(ChromiumBrowser browser, string subject)
    {
        await Eventually.HoldsAsync($"there is a mail: {subject}", async () =>
        {
            await OpenAsync(browser, "/mail");
            return (await browser.TextsAsync(".mail h2")).Contains(subject);
        });
        await browser.Page.Locator(".mail", new() { HasText = subject }).First.Locator("a").First.ClickAsync();
        await browser.HasAsync(Continue);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    [GeneratedRegex(@"^Sign in +as (?<who>\w+), .* once: (?<link>\S+)$")]
    private static partial Regex FirstSignInLine();
}
