using BookedBarber.Web.Tests.Account;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Staff;

/// <summary>The calendar of a day or a week, as a shop's people work with it.</summary>
public sealed class CalendarTests
{
    private const string Desk = "#desk";
    private const int LiveDeadlineSeconds = 15;

    private static readonly string Day = CalendarPage.Day;

    [ChromiumFact]
    public async Task A_booking_is_dragged_to_another_time_and_barber()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(browser, "owner");
        var calendar = new CalendarPage(server, browser);
        var (first, second) = (await calendar.NameAsync(0), await calendar.NameAsync(1));
        var booking = await calendar.BookAsync("Ada", 0, "10:00");
        await calendar.OpenAsync();
        await calendar.IsDrawnAsync("Ada", first, "10:00");

        await calendar.DragAsync("Ada", second, "11:30");
        await browser.ShowsAsync(".staff-news", "Done.");
        await calendar.IsDrawnAsync("Ada", second, "11:30");
        Assert.Equal((second, $"{Day}T11:30"), await calendar.KeptAsync(booking));

        await calendar.DragAsync("Ada", first, "08:00");
        await browser.ShowsAsync($"{CalendarPage.Refusal} p", "The barber does not work then.");
        await calendar.IsDrawnAsync("Ada", second, "11:30");
        Assert.Equal((second, $"{Day}T11:30"), await calendar.KeptAsync(booking));
        calendar.HasNoErrors("422");
    }

    [ChromiumTheory]
    [InlineData("en-GB", "This time is taken.")]
    [InlineData("de-DE", "Diese Zeit ist vergeben.")]
    public async Task Where_somebody_is_it_is_refused_and_goes_back_and_others_are_offered(string language, string refusal)
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(language: language);
        await server.SignInAsync(browser, "owner");
        var calendar = new CalendarPage(server, browser);
        var (first, second) = (await calendar.NameAsync(0), await calendar.NameAsync(1));
        var booking = await calendar.BookAsync("Ada", 0, "10:00");
        await calendar.BookAsync("Grace", 1, "11:00");
        await calendar.OpenAsync();

        await calendar.DragAsync("Ada", second, "11:00");
        await browser.ShowsAsync($"{CalendarPage.Refusal} p", refusal);
        await calendar.IsDrawnAsync("Ada", first, "10:00");
        Assert.Equal((first, $"{Day}T10:00"), await calendar.KeptAsync(booking));
        Assert.Equal("alert", await browser.Page.Locator(CalendarPage.Refusal).GetAttributeAsync("role"));

        var other = browser.Page.Locator($"{CalendarPage.Refusal} button").First;
        var label = (await other.InnerTextAsync()).Split(' ');
        await other.ClickAsync();
        await calendar.IsDrawnAsync("Ada", label[^1], label[0]);
        await calendar.IsKeptAsync(booking, label[^1], $"{Day}T{label[0]}");
        Assert.False(await browser.Page.Locator(CalendarPage.Refusal).IsVisibleAsync());
        calendar.HasNoErrors("409");
    }

    [ChromiumFact]
    public async Task A_click_on_a_free_time_books_it_or_blocks_it()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(browser, "owner");
        var calendar = new CalendarPage(server, browser);
        var (id, name) = (await calendar.BarberAsync(1), await calendar.NameAsync(1));
        await calendar.OpenAsync();

        await calendar.ClickAsync(name, "10:15");
        await browser.HasAsync($"{Desk}[open] #new-booking[open]");
        Assert.Equal("10:15", await browser.Page.InputValueAsync("#new-booking [name=start]"));
        Assert.Equal(id, await browser.Page.InputValueAsync("#new-booking [name=barber]"));
        await browser.FillAsync("#new-booking [name='client.name']", " ");
        await browser.ClickAsync("#new-booking .primary");
        await browser.ShowsAsync("#new-booking .form-error", "Please look at this again: Name.");
        await browser.FillAsync("#new-booking [name='client.name']", "Walk-in");
        await browser.ClickAsync("#new-booking .primary");
        await calendar.IsDrawnAsync("Walk-in", name, "10:15");
        Assert.False(await browser.Page.Locator(Desk).IsVisibleAsync());

        await calendar.ClickAsync(name, "11:30");
        await browser.ClickAsync("#block-time summary");
        Assert.Equal(("11:30", "12:30"), (
            await browser.Page.InputValueAsync("#block-time [name=from]"),
            await browser.Page.InputValueAsync("#block-time [name=to]")));
        await browser.FillAsync("#block-time [name=reason]", "Dentist");
        await browser.ClickAsync("#block-time .primary");
        await browser.ShowsAsync(".at-off .taken-label", "Dentist");
        await calendar.DragAsync("Walk-in", name, "11:45");
        await browser.HasAsync($"{CalendarPage.Refusal}:not([hidden])");
        await calendar.IsDrawnAsync("Walk-in", name, "10:15");

        await browser.ClickAsync(".at-off button");
        await Eventually.HoldsAsync(
            "the time is open again", async () => (await browser.TextsAsync(".at-off")).Length == 0);
        calendar.HasNoErrors("422", "409");
    }

    [ChromiumFact]
    public async Task By_keyboard_a_booking_opens_and_is_checked_in()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(language: "de-DE");
        await server.SignInAsync(browser, "owner");
        var calendar = new CalendarPage(server, browser);
        var booking = await calendar.BookAsync("Ada", 0, "10:00");
        await calendar.OpenAsync();

        await calendar.Of("Ada").Locator("a").FocusAsync();
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.HasAsync("#card[open] .booking");
        await browser.Page.Locator("#card button[data-api$='check-in']").FocusAsync();
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.HasAsync(".drawn.is-checked-in");

        Assert.Equal("Ist da", await browser.TextAsync(".drawn .pill"));
        var kept = (await server.Administrator.GetAsync($"/v1/bookings/{booking.Id}")).Expect(200);
        Assert.Equal("checked-in", kept["status"].GetString());
        calendar.HasNoErrors();
    }

    [ChromiumFact]
    public async Task What_a_client_books_appears_and_does_not_disturb_a_drag()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync();
        await server.SignInAsync(browser, "owner");
        var calendar = new CalendarPage(server, browser);
        var (first, second, third) = (await calendar.NameAsync(0), await calendar.NameAsync(1), await calendar.NameAsync(2));
        var booking = await calendar.BookAsync("Ada", 0, "10:00");
        await calendar.OpenAsync();
        await calendar.BookAsync("Grace", 2, "09:00");
        await Eventually.HoldsAsync(
            "the booking of another appears",
            async () => await calendar.WhereAsync("Grace") == (third, "09:00"),
            LiveDeadlineSeconds);

        await calendar.TakeAsync("Ada", second, "11:00");
        await browser.Page.EvaluateAsync(
            """
            () => {
              const stream = new EventSource(`/v1/shops/${document.querySelector(".staff").dataset.shop}/bookings/stream`);
              window.heard = new Promise(resolve => stream.addEventListener("bookings", () => resolve(true)));
              return new Promise(resolve => stream.addEventListener("open", () => resolve(true)));
            }
            """);
        await calendar.BookAsync("Linus", 2, "11:00");
        Assert.True(await browser.Page.EvaluateAsync<bool>("window.heard"));
        Assert.Equal(1, await browser.Page.Locator(".ec-preview").CountAsync());
        await browser.Page.Mouse.UpAsync();

        await calendar.IsDrawnAsync("Ada", second, "11:00");
        await calendar.IsDrawnAsync("Linus", third, "11:00");
        await calendar.IsKeptAsync(booking, second, $"{Day}T11:00");
        Assert.NotEqual(first, second);
        calendar.HasNoErrors();
    }

    [ChromiumFact]
    public async Task A_week_of_one_barber_moves_bookings_from_day_to_day()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await using var browser = await ChromiumBrowser.StartAsync(language: "en-GB");
        await server.SignInAsync(browser, "owner");
        var calendar = new CalendarPage(server, browser);
        var booking = await calendar.BookAsync("Ada", 1, "10:00");
        await calendar.OpenAsync(view: "week", barber: await calendar.BarberAsync(1));
        var days = await browser.TextsAsync(".ec-col-head");
        Assert.Equal(7, days.Length);
        await calendar.IsDrawnAsync("Ada", days[1], "10:00");

        await calendar.DragAsync("Ada", days[3], "11:15");
        await calendar.IsDrawnAsync("Ada", days[3], "11:15");

        await calendar.IsKeptAsync(booking, await calendar.NameAsync(1), $"{CalendarPage.DayAfter(2)}T11:15");
        calendar.HasNoErrors();
    }
}
