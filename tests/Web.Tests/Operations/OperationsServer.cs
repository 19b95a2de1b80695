using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Operations;

/// <summary>A program that nobody else books at, so that its figures are those of one test after the other.</summary>
public sealed class OperationsServer : IAsyncLifetime
{
    private ApiProcess? _process;

    /// <summary>The process.</summary>
    public ApiProcess Process => _process ?? throw new InvalidOperationException("The program was not started.");

    /// <summary>The page.</summary>
    public Uri Page => new(Process.Address, "/ops");

    /// <summary>A window of an administrator, on the page.</summary>
    internal async Task<ChromiumBrowser> LookAsync(
        int width = 1280, ColorScheme colorScheme = ColorScheme.Light, bool javaScript = true, string language = "en-GB")
    {
        var browser = await ChromiumBrowser.StartAsync(width, colorScheme, javaScript, language);
        var key = (await File.ReadAllTextAsync(Path.Combine(Process.DataPath, "admin.key"))).Trim();
        await browser.Page.SetExtraHTTPHeadersAsync([new("Authorization", $"Bearer {key}")]);
        await browser.OpenAsync(Page);
        return browser;
    }

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (PostgresAvailability.SkipReason is null)
        {
            _process = await DemoServer.StartAsync(demo: false);
        }
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}

/// <summary>The tests that share <see cref="OperationsServer"/>, one at a time.</summary>
[CollectionDefinition(Name)]
public sealed class OperationsServerTests : ICollectionFixture<OperationsServer>
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "operations server";
}
