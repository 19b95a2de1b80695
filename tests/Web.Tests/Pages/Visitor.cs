using System.Globalization;
using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Pages;

/// <summary>A client of a shop of the test's own, with a browser; does what people do, in the order in which they do it.</summary>
internal sealed class Visitor(ChromiumBrowser browser, Uri server, string shop) : IAsyncDisposable
{
    public const string Next = "button.primary";
    public const string Times = ".times li:not(.taken) a";
    public const string Ticket = ".ticket";

    /// <summary>The window.</summary>
    public ChromiumBrowser Browser => browser;

    /// <summary>A window of a width, with or without scripts.</summary>
    public static async Task<Visitor> ComeAsync(
        Uri server, string shop, int width = 390, bool javaScript = true, string zone = "Europe/Berlin") =>
        new(await ChromiumBrowser.StartAsync(width, javaScript: javaScript, zone: zone), server, shop);

    /// <summary>Opens the shop's page.</summary>
    public Task OpenAsync() => browser.OpenAsync(new Uri(server, $"/{shop}"));

    /// <summary>The first step: the first service, with whoever stands at that place among the barbers.</summary>
    public async Task ChooseAsync(int barber = 0)
    {
        await OpenAsync();
        await browser.ClickAsync(".choices .choice");
        await browser.Page.Locator(".pills .choice").Nth(barber).ClickAsync();
        await browser.ClickAsync(Next);
        await browser.HasAsync(".picker");
    }

    /// <summary>The second step: another day than today, whose deadlines may have passed.</summary>
    public async Task GoToTomorrowAsync()
    {
        await browser.Page.Locator(".days a").Nth(1).ClickAsync();
        await browser.HasAsync(".days li:nth-child(2) a[aria-current]");
    }

    /// <summary>The starts that are offered.</summary>
    public async Task<IReadOnlyList<DateTimeOffset>> OfferedAsync() =>
        [.. (await browser.AttributesAsync($"{Times} time", "datetime")).Select(Parse)];

    /// <summary>Takes an offered start to the third step.</summary>
    public async Task TakeAsync(int index)
    {
        await browser.Page.Locator(Times).Nth(index).ClickAsync();
        await browser.HasAsync("#contact");
    }

    /// <summary>The third step.</summary>
    public async Task BookAsync(string name = "Ada Lovelace")
    {
        await browser.FillAsync("#name", name);
        await browser.FillAsync("#email", "ada@example.org");
        await browser.ClickAsync(Next);
    }

    /// <summary>All steps, for tomorrow; the address of the booking's page.</summary>
    public async Task<Uri> BookTomorrowAsync(int time = 3)
    {
        await ChooseAsync();
        await GoToTomorrowAsync();
        await TakeAsync(time);
        await BookAsync();
        await browser.HasAsync(Ticket);
        return new Uri(browser.Page.Url);
    }

    /// <summary>The id in the address of a booking's page.</summary>
    public static Guid BookingOf(Uri page) => Guid.Parse(page.AbsolutePath.Split('/')[2]);

    /// <summary>The token in the address of a booking's page.</summary>
    public static string TokenOf(Uri page) =>
        page.Query.TrimStart('?').Split('&').Single(part => part.StartsWith("token=", StringComparison.Ordinal))[6..];

    public ValueTask DisposeAsync() => browser.DisposeAsync();

    public static DateTimeOffset Parse(string start) => DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);

    /// <summary>A shop that is open at all hours, so that every test finds times.</summary>
    public static Task<TestShop> OpenShopAsync(DemoServer server, int barbers = 2, long? deposit = null) =>
        TestShop.OpenAsync(
            server.Process.Administrator, new ShopPlan { Barbers = barbers, Deposit = deposit });
}
