using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using Xunit.Sdk;

namespace BookedBarber.Web.Tests.Browser;

/// <summary>A Chromium of one test's own, without a window and without a past.</summary>
internal sealed class ChromiumBrowser : IDisposable
{
    private const string Missing = "Chromium and its driver are not on PATH (Debian: chromium, chromium-driver).";
    private const int StartDeadlineSeconds = 60;

    private static readonly string[] Arguments =
    [
        "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--no-proxy-server",
    ];

    private static readonly string? Chromium = Programs.Find("chromium", "chromium-browser", "google-chrome");
    private static readonly string? Driver = Programs.Find("chromedriver");

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("bookedbarber-chromium-");
    private readonly ChromeDriver _driver;

    public ChromiumBrowser()
    {
        if (Chromium is null || Driver is null)
        {
            throw new XunitException(Missing);
        }

        var options = new ChromeOptions { BinaryLocation = Chromium };
        options.AddArguments(Arguments);
        options.AddArgument($"--user-data-dir={_profile.FullName}");
        if (Environment.IsPrivilegedProcess)
        {
            // Chromium refuses to run as root in its sandbox.
            options.AddArgument("--no-sandbox");
        }

        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(Driver), Path.GetFileName(Driver));
        _driver = new ChromeDriver(service, options, TimeSpan.FromSeconds(StartDeadlineSeconds));
    }

    /// <summary>Why tests with a browser are skipped, or null when they run.</summary>
    public static string? SkipReason =>
        Programs.MustBeThere || (Chromium is not null && Driver is not null) ? null : Missing;

    /// <summary>Goes to an address.</summary>
    public void Open(Uri address) => _driver.Navigate().GoToUrl(address);

    /// <summary>Shows pages as on a screen of this width, light or dark.</summary>
    public void ShowAs(int width, string colorScheme)
    {
        _driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new()
        {
            ["width"] = width,
            ["height"] = 800,
            ["deviceScaleFactor"] = 1,
            ["mobile"] = width < 600,
        });
        _driver.ExecuteCdpCommand("Emulation.setEmulatedMedia", new()
        {
            ["features"] = new object[]
            {
                new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = colorScheme },
            },
        });
    }

    /// <summary>The visible text of the first element that a selector names; empty when there is none.</summary>
    public string Text(string selector) => Texts(selector).FirstOrDefault("");

    /// <summary>The visible texts of the elements that a selector names.</summary>
    public IReadOnlyList<string> Texts(string selector) => Strings(
        $"return [...document.querySelectorAll('{selector}')].filter(e => e.checkVisibility()).map(e => e.innerText)");

    /// <summary>An attribute of the elements that a selector names.</summary>
    public IReadOnlyList<string> Attributes(string selector, string name) => Strings(
        $"return [...document.querySelectorAll('{selector}')].map(e => e.getAttribute('{name}'))");

    /// <summary>Clicks the first element that a selector names.</summary>
    public void Click(string selector) => _driver.FindElement(By.CssSelector(selector)).Click();

    /// <summary>Presses keys wherever the focus is.</summary>
    public void Press(string keys) => _driver.SwitchTo().ActiveElement().SendKeys(keys);

    /// <summary>Runs a script in the page.</summary>
    public object? Run(string script) => _driver.ExecuteScript(script);

    /// <summary>Waits until the element shows this text.</summary>
    public Task ShowsAsync(string selector, string text) => Eventually.SeesAsync(
        $"{selector} shows {text}", () => Task.FromResult(Text(selector)), seen => seen == text);

    /// <summary>What the console has said since it was last asked.</summary>
    public IReadOnlyList<string> TakeConsole() =>
        [.. _driver.Manage().Logs.GetLog(LogType.Browser).Select(entry => $"{entry.Level}: {entry.Message}")];

    public void Dispose()
    {
        _driver.Quit();
        _driver.Dispose();
        _profile.Delete(recursive: true);
    }

    private IReadOnlyList<string> Strings(string script) =>
        [.. ((IEnumerable<object>)_driver.ExecuteScript(script)!).Select(text => (string)text)];
}
