using System.Globalization;
using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Account;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Staff;

/// <summary>The day of a shop, as its people work with it.</summary>
public sealed class DayTests
{
    private const string NewBooking = "#new-booking";
    private const string Block = "#block-time";

    // The stream tells of a change at once; a page that asked anew now and then would come later.
    private const int LiveDeadlineSeconds = 15;

    [ChromiumFact]
    public async Task An_owner_books_a_walk_in_checks_it_in_and_completes_it()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(browser, "owner");
        var day = await OpenDayAsync(server, browser);

        await BookAsync(browser, "Walk-in", "06:00");
        await browser.ShowsAsync($"{NewBooking} .form-error", "The barber does not work then.");
        Assert.Equal("Walk-in", await browser.Page.InputValueAsync($"{NewBooking} [name='client.name']"));
        await BookAsync(browser, "Walk-in", "10:00");
        await browser.ShowsAsync(".booking strong", "Walk-in");
        await browser.ClickAsync(".booking summary");
        await browser.Page.GetByText("Check in", new() { Exact = true }).ClickAsync();
        await browser.HasAsync(".booking[data-status='checked-in']");
        await browser.Page.GetByText("Complete", new() { Exact = true }).ClickAsync();
        await browser.HasAsync(".booking[data-status='completed']");

        var booking = Assert.Single(await ListAsync(server, day));
        Assert.Equal(("completed", "10:00"), (booking.Status, $"{booking.Start:HH:mm}"));
        Assert.DoesNotContain(browser.TakeConsole(), line => line.StartsWith("error", StringComparison.Ordinal)
            && !line.Contains("422", StringComparison.Ordinal));
    }

    [ChromiumFact]
    public async Task A_booking_is_moved_to_another_barber_and_refused_where_somebody_is()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(browser, "owner");
        var day = await OpenDayAsync(server, browser);
        var shop = (await server.Anonymous.GetAsync("/v1/shops/demo")).Expect(200);
        var (first, second) = (Barber(shop, 0), Barber(shop, 1));
        await BookAsync(browser, "Ada", "10:00", first);
        await HasBookingAsync(browser, "Ada");
        await BookAsync(browser, "Grace", "10:00", second);
        await HasBookingAsync(browser, "Grace");

        var card = browser.Page.Locator(".booking", new() { HasText = "Ada" });
        await card.Locator("summary").First.ClickAsync();
        await card.Locator("select").SelectOptionAsync(second);
        await card.GetByText("Move", new() { Exact = true }).ClickAsync();
        await Eventually.SeesAsync(
            "it says that the time is taken",
            () => card.Locator("form .form-error").InnerTextAsync(),
            text => text.Contains("taken", StringComparison.Ordinal));
        Assert.Contains(await ListAsync(server, day), booking => $"{booking.Barber}" == first);

        await card.Locator("[name=start]").FillAsync("11:00");
        await card.GetByText("Move", new() { Exact = true }).ClickAsync();
        await Eventually.HoldsAsync("Ada has moved", async () => (await ListAsync(server, day))
            .Any(booking => $"{booking.Barber}" == second && $"{booking.Start:HH:mm}" == "11:00"));
    }

    [ChromiumFact]
    public async Task Time_that_is_blocked_is_no_longer_offered()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(browser, "owner");
        var day = await OpenDayAsync(server, browser);
        var shop = (await server.Anonymous.GetAsync("/v1/shops/demo")).Expect(200);
        Assert.Contains("15:00", await OfferedAsync(server, shop, day));

        await browser.ClickAsync($"{Block} summary");
        await browser.FillAsync($"{Block} [name=from]", "15:00");
        await browser.FillAsync($"{Block} [name=to]", "16:00");
        await browser.ClickAsync($"{Block} button");
        await browser.ShowsAsync(".staff-news", "Done.");

        var offered = await OfferedAsync(server, shop, day);
        Assert.DoesNotContain("15:00", offered);
        Assert.Contains("16:00", offered);
    }

    [ChromiumFact]
    public async Task What_a_client_books_appears_by_itself()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(browser, "owner");
        var day = await OpenLiveDayAsync(server, browser);
        var shop = (await server.Anonymous.GetAsync("/v1/shops/demo")).Expect(200);
        var slot = (await SlotsAsync(server, shop, day))[5];

        (await server.Anonymous.PostAsync(
            "/v1/shops/demo/bookings",
            Bodies.Booking(Service(shop), slot.Start.ToString("O", CultureInfo.InvariantCulture), client: "Linus"),
            ("Idempotency-Key", $"{Guid.NewGuid()}"))).Expect(201);

        await Eventually.HoldsAsync(
            "the booking is on the page",
            async () => (await browser.TextsAsync(".booking strong")).Contains("Linus"),
            LiveDeadlineSeconds);
    }

    [ChromiumFact]
    public async Task That_somebody_else_checks_a_client_in_appears_though_no_time_changes()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(browser, "owner");
        var day = await OpenLiveDayAsync(server, browser);
        await BookAsync(browser, "Ada", "10:00");
        await browser.HasAsync(".booking");
        var booking = Assert.Single(await ListAsync(server, day));

        (await server.Administrator.PostAsync($"/v1/bookings/{booking.Id}/check-in")).Expect(200);

        await Eventually.HoldsAsync(
            "the client is shown as checked in",
            async () => await browser.Page.Locator(".booking[data-status='checked-in']").CountAsync() == 1,
            LiveDeadlineSeconds);
    }

    [ChromiumFact]
    public async Task A_booking_is_cancelled_after_a_question()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(390);
        await server.SignInAsync(browser, "owner");
        var day = await OpenDayAsync(server, browser);
        await BookAsync(browser, "Ada", "10:00");
        await browser.ClickAsync(".booking summary");

        await browser.ClickAsync(".booking .sure:last-child > summary");
        Assert.Equal("confirmed", Assert.Single(await ListAsync(server, day)).Status);
        await browser.ClickAsync(".booking .sure:last-child .danger");

        await browser.HasAsync(".booking[data-status='cancelled']");
        Assert.Equal("cancelled", Assert.Single(await ListAsync(server, day)).Status);
    }

    [ChromiumFact]
    public async Task A_barber_sees_and_changes_their_own_calendar_only()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(390);
        await server.SignInAsync(browser, "barber");
        var day = await OpenDayAsync(server, browser);
        var shop = (await server.Anonymous.GetAsync("/v1/shops/demo")).Expect(200);
        var own = shop["barbers"][0].GetProperty("name").GetString()!;

        Assert.Equal(own, Assert.Single(await browser.TextsAsync(".chair h2")));
        var slot = (await SlotsAsync(server, shop, day, Barber(shop, 1)))[0];
        var other = Booked.From((await server.Anonymous.PostAsync(
            "/v1/shops/demo/bookings",
            Bodies.Booking(
                Service(shop), slot.Start.ToString("O", CultureInfo.InvariantCulture), Barber(shop, 1), "Not theirs"),
            ("Idempotency-Key", $"{Guid.NewGuid()}"))).Expect(201));
        await browser.Page.ReloadAsync();
        Assert.DoesNotContain("Not theirs", await browser.TextAsync("main"));
        var status = await browser.Page.EvaluateAsync<int>(
            """
            async id => (await fetch(`/v1/bookings/${id}/cancel`, {
              method: "POST", headers: { "X-CSRF-Token": document.querySelector(".staff").dataset.token },
            })).status
            """,
            $"{other.Id}");
        Assert.Equal(403, status);
    }

    [ChromiumFact]
    public async Task Nobody_else_sees_it()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.OpenAsync(browser, "/staff/demo");
        await browser.ShowsAsync("h1", "Welcome back");
        var other = await TestShop.OpenAsync(server.Administrator);
        await server.SignInAsync(browser, "owner");

        var answer = await browser.Page.GotoAsync(new Uri(server.Address, $"/staff/{other.Slug}").ToString());

        Assert.Equal(403, answer!.Status);
    }

    [ChromiumTheory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Axe_finds_nothing_and_nothing_is_wider_than_the_screen(int width)
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(width);
        await server.SignInAsync(browser, "owner");
        await OpenDayAsync(server, browser);
        await BookAsync(browser, "Ada Lovelace, Countess of something long", "10:00");
        await browser.HasAsync(".booking");
        await browser.ClickAsync(".booking summary");
        await browser.ClickAsync($"{Block} summary");

        await browser.IsAccessibleAsync();
        Assert.Equal(0, await browser.Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    // Returns once it hears of changes.
    private static async Task<string> OpenLiveDayAsync(DevelopmentServer server, ChromiumBrowser browser)
    {
        var opened = browser.Page.WaitForResponseAsync("**/bookings/stream");
        var day = await OpenDayAsync(server, browser);
        await opened;
        return day;
    }

    // A day on which the demo shop is open, some days ahead.
    private static async Task<string> OpenDayAsync(DevelopmentServer server, ChromiumBrowser browser)
    {
        var date = DateTimeOffset.UtcNow.AddDays(3);
        date = date.DayOfWeek == DayOfWeek.Saturday ? date.AddDays(2) : date.DayOfWeek == DayOfWeek.Sunday ? date.AddDays(1) : date;
        var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await server.OpenAsync(browser, $"/staff/demo?day={day}");
        await browser.HasAsync(".chairs");
        return day;
    }

    private static async Task BookAsync(ChromiumBrowser browser, string name, string time, string barber = "any")
    {
        if (!await browser.Page.Locator($"{NewBooking}[open]").IsVisibleAsync())
        {
            await browser.ClickAsync($"{NewBooking} summary");
        }

        await browser.Page.Locator($"{NewBooking} [name=barber]").SelectOptionAsync(barber);
        await browser.FillAsync($"{NewBooking} [name='client.name']", name);
        await browser.FillAsync($"{NewBooking} [name=start]", time);
        await browser.ClickAsync($"{NewBooking} button");
    }

    // When the form is empty again, the columns are those after the booking.
    private static Task HasBookingAsync(ChromiumBrowser browser, string name) => Eventually.HoldsAsync(
        $"{name} is on the page",
        async () => (await browser.Page.InputValueAsync($"{NewBooking} [name='client.name']")).Length == 0
            && (await browser.TextsAsync(".booking strong")).Contains(name));

    private static string Barber(Answer shop, int index) => shop["barbers"][index].GetProperty("id").GetString()!;

    private static Guid Service(Answer shop) => shop["services"][0].GetProperty("id").GetGuid();

    private static async Task<IReadOnlyList<Booked>> ListAsync(DevelopmentServer server, string day)
    {
        var next = DateOnly.Parse(day, CultureInfo.InvariantCulture).AddDays(1)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var list = (await server.Administrator.GetAsync($"/v1/shops/demo/bookings?from={day}&to={next}")).Expect(200);
        return [.. list["items"].EnumerateArray().Select(Booked.From)];
    }

    private static async Task<IReadOnlyList<OpenStart>> SlotsAsync(
        DevelopmentServer server, Answer shop, string day, string? barber = null) => OpenStarts.From(
            await server.Anonymous.GetAsync($"/v1/shops/demo/availability?service={Service(shop)}"
                + $"&barber={barber ?? Barber(shop, 0)}&from={day}&days=1")).All;

    private static async Task<IReadOnlyList<string>> OfferedAsync(DevelopmentServer server, Answer shop, string day) =>
        [.. (await SlotsAsync(server, shop, day)).Select(slot => $"{slot.Start:HH:mm}")];
}
