using System.Collections.Concurrent;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit.Sdk;

namespace BookedBarber.Web.Tests.Browser;

/// <summary>A window of one test's own in Chromium, without a past.</summary>
internal sealed class ChromiumBrowser : IAsyncDisposable
{
    private const string Missing = "Chromium is not on PATH (Debian: chromium).";
    private const float DeadlineMs = 30_000;
    private const float StartDeadlineMs = 60_000;

    private static readonly string? Chromium = Programs.Find("chromium", "chromium-browser", "google-chrome");

    // One program for all tests of the process; windows are cheap.
    private static readonly Lazy<Task<IBrowser>> Program = new(() => StartProgramAsync());

    // The driver turns it off, since a page that comes back fires no events of loading.
    private static readonly Lazy<Task<IBrowser>> ProgramThatKeepsPages = new(() => StartProgramAsync(
        withoutArguments: ["--disable-back-forward-cache"]));

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _console = [];

    private ChromiumBrowser(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => _console.Enqueue($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _console.Enqueue($"error: {error}");
    }

    /// <summary>Why tests with a browser are skipped, or null when they run.</summary>
    public static string? SkipReason => Programs.MustBeThere || Chromium is not null ? null : Missing;

    /// <summary>What is shown.</summary>
    public IPage Page { get; }

    /// <summary>Opens a window.</summary>
    /// <param name="width">Its width in CSS pixels; below 600 it is a phone's.</param>
    /// <param name="colorScheme">Light or dark.</param>
    /// <param name="javaScript">Whether scripts run.</param>
    /// <param name="language">What the reader prefers.</param>
    /// <param name="zone">Where the reader is; an IANA zone.</param>
    /// <param name="keepsPages">Whether who goes back finds a page as it was, as browsers outside of tests do.</param>
    public static async Task<ChromiumBrowser> StartAsync(
        int width = 1280,
        ColorScheme colorScheme = ColorScheme.Light,
        bool javaScript = true,
        string language = "en-GB",
        string zone = "Europe/Berlin",
        bool keepsPages = false)
    {
        var phone = width < 600;
        var program = await (keepsPages ? ProgramThatKeepsPages : Program).Value;
        var context = await program.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = phone ? 800 : 900 },
            IsMobile = phone,
            HasTouch = phone,
            ColorScheme = colorScheme,
            JavaScriptEnabled = javaScript,
            Locale = language,
            TimezoneId = zone,
        });
        context.SetDefaultTimeout(DeadlineMs);
        return new ChromiumBrowser(context, await context.NewPageAsync());
    }

    /// <summary>Goes to an address.</summary>
    public Task OpenAsync(Uri address) => Page.GotoAsync(address.ToString());

    /// <summary>The visible text of the first element that a selector names; empty when there is none.</summary>
    public async Task<string> TextAsync(string selector) => (await TextsAsync(selector)).FirstOrDefault("");

    /// <summary>The visible texts of the elements that a selector names.</summary>
    public async Task<string[]> TextsAsync(string selector)
    {
        try
        {
            return await Page.EvaluateAsync<string[]>(
                "selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(e => e.innerText)",
                selector);
        }
        catch (PlaywrightException exception)
            when (exception.Message.Contains("context was destroyed", StringComparison.Ordinal))
        {
            // A script has just sent the browser to the next page: there is nothing on it yet.
            return [];
        }
    }

    /// <summary>An attribute of the elements that a selector names.</summary>
    public Task<string[]> AttributesAsync(string selector, string name) => Page.EvaluateAsync<string[]>(
        "([selector, name]) => [...document.querySelectorAll(selector)].map(e => e.getAttribute(name))",
        new[] { selector, name });

    /// <summary>Clicks the first element that a selector names.</summary>
    public Task ClickAsync(string selector) => Page.Locator(selector).First.ClickAsync();

    /// <summary>Writes into a field.</summary>
    public Task FillAsync(string selector, string text) => Page.Locator(selector).FillAsync(text);

    /// <summary>Waits until the element shows this text.</summary>
    public Task ShowsAsync(string selector, string text) => Eventually.SeesAsync(
        $"{selector} shows {text}", () => TextNowAsync(selector), seen => seen == text);

    /// <summary>Waits until the page has an element.</summary>
    public Task HasAsync(string selector) => Page.Locator(selector).First.WaitForAsync();

    /// <summary>What the console has said since it was last asked.</summary>
    public IReadOnlyList<string> TakeConsole()
    {
        var said = new List<string>();
        while (_console.TryDequeue(out var line))
        {
            said.Add(line);
        }

        return said;
    }

    /// <summary>Fails when axe, which needs scripts, finds anything on the page (WCAG).</summary>
    public async Task IsAccessibleAsync()
    {
        var look = Page.RunAxe();
        await Eventually.ComesAsync("axe has looked at the page", look);
        var found = await look;
        Assert.True(found.Violations.Length == 0, $"{Page.Url}: " + string.Join('\n', found.Violations.Select(
            violation => $"{violation.Id}: {violation.Help} "
                + string.Join(' ', violation.Nodes.Select(node => node.Html)))));
    }

    public async ValueTask DisposeAsync() =>
        await Eventually.ComesAsync("the window is closed", _context.CloseAsync());

    // A page that is just being left shows nothing.
    private async Task<string> TextNowAsync(string selector)
    {
        try
        {
            return await TextAsync(selector);
        }
        catch (PlaywrightException left) when (left.Message.Contains("context was destroyed", StringComparison.Ordinal))
        {
            return "";
        }
    }

    private static async Task<IBrowser> StartProgramAsync(string[]? withoutArguments = null)
    {
        if (Chromium is null)
        {
            throw new XunitException(Missing);
        }

        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Timeout = StartDeadlineMs,
            IgnoreDefaultArgs = withoutArguments,

            // Chromium refuses to run as root in its sandbox.
            ChromiumSandbox = !Environment.IsPrivilegedProcess,
            Args = ["--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-proxy-server"],
        });
    }
}
