using System.Globalization;
using BookedBarber.TestKit.Client;
using BookedBarber.Web.Tests.Account;
using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Staff;

/// <summary>The calendar of the demo shop, used with the mouse; columns and times are those that one sees.</summary>
internal sealed class CalendarPage(DevelopmentServer server, ChromiumBrowser browser, string shop = "demo")
{
    public const string Booking = ".drawn";
    public const string Refusal = ".moved";

    // Within the quarter of an hour that begins at a line.
    private const int BelowLine = 6;

    /// <summary>A Tuesday some days ahead: the demo shop is open, and on the days around.</summary>
    public static string Day { get; } = NextTuesday();

    /// <summary>The date some days after <see cref="Day"/>.</summary>
    public static string DayAfter(int days) => DateOnly.Parse(Day, CultureInfo.InvariantCulture).AddDays(days)
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Opens a day, or the week of it.</summary>
    public async Task OpenAsync(string? day = null, string view = "day", string? barber = null)
    {
        var opened = browser.Page.WaitForResponseAsync("**/bookings/stream");
        await server.OpenAsync(browser, $"/staff/{shop}/calendar?view={view}&day={day ?? Day}&barber={barber}");
        await browser.HasAsync(".ec-main");
        await opened;
    }

    /// <summary>Books as a client does.</summary>
    public async Task<Booked> BookAsync(string client, int barber, string start, string? day = null)
    {
        var profile = await ProfileAsync();
        return Booked.From((await server.Anonymous.PostAsync(
            $"/v1/shops/{shop}/bookings",
            Bodies.Booking(
                profile["services"][0].GetProperty("id").GetGuid(),
                At(profile, day ?? Day, start),
                BarberId(profile, barber),
                client),
            ("Idempotency-Key", $"{Guid.NewGuid()}"))).Expect(201));
    }

    /// <summary>The id of a barber by their place.</summary>
    public async Task<string> BarberAsync(int barber) => BarberId(await ProfileAsync(), barber);

    /// <summary>A time of the <see cref="Day"/> with the shop's offset.</summary>
    public async Task<string> AtAsync(string time) => At(await ProfileAsync(), Day, time);

    /// <summary>The name of a barber by their place.</summary>
    public async Task<string> NameAsync(int barber) =>
        (await ProfileAsync())["barbers"][barber].GetProperty("name").GetString()!;

    /// <summary>A booking as the API has it.</summary>
    public async Task<(string Barber, string Time)> KeptAsync(Booked booking)
    {
        var kept = (await server.Administrator.GetAsync($"/v1/bookings/{booking.Id}")).Expect(200);
        var profile = await ProfileAsync();
        var barber = profile["barbers"].EnumerateArray()
            .Single(one => one.GetProperty("id").GetGuid() == kept["barber"].GetGuid());
        return (barber.GetProperty("name").GetString()!, kept["start"].GetString()![..16]);
    }

    /// <summary>Waits until the API has a booking at a time: the page shows it there before it is answered.</summary>
    public Task IsKeptAsync(Booked booking, string barber, string time) => Eventually.SeesAsync(
        $"it is at {time} with {barber}", () => KeptAsync(booking), seen => seen == (barber, time));

    /// <summary>The booking of a client on the page.</summary>
    public ILocator Of(string client) => browser.Page.Locator(Booking, new() { HasText = client });

    /// <summary>In which column and at what time a client's booking is drawn.</summary>
    public async Task<(string Column, string Time)> WhereAsync(string client)
    {
        var place = await browser.Page.EvaluateAsync<string[]>(
            """
            client => {
              const drawn = [...document.querySelectorAll(".drawn")].find(one => one.innerText.includes(client));
              if (!drawn) return ["", ""];
              const box = drawn.getBoundingClientRect();
              const head = [...document.querySelectorAll(".ec-col-head")].find(one => {
                const at = one.getBoundingClientRect();
                return at.left - 1 <= box.left && box.left < at.right - 1;
              });
              const lines = [...document.querySelectorAll(".ec-body .ec-slot time")].map(one => {
                const at = one.getBoundingClientRect();
                return [Number(one.dateTime.slice(11, 13)) * 60, at.top + at.height / 2];
              });
              const scale = (lines[1][0] - lines[0][0]) / (lines[1][1] - lines[0][1]);
              const minutes = Math.round((lines[0][0] + (box.top - lines[0][1]) * scale) / 5) * 5;
              return [head.innerText, new Date(minutes * 60_000).toISOString().slice(11, 16)];
            }
            """,
            client);
        return (place[0], place[1]);
    }

    /// <summary>Waits until a client's booking is drawn somewhere.</summary>
    public Task IsDrawnAsync(string client, string column, string time) => Eventually.SeesAsync(
        $"{client} is at {time} with {column}", () => WhereAsync(client), seen => seen == (column, time));

    /// <summary>Takes a client's booking with the mouse and moves it over a column and time, without letting go.</summary>
    public async Task TakeAsync(string client, string column, string time)
    {
        var from = (await Eventually.SeesAsync(
            $"{client} can be taken", () => Of(client).First.BoundingBoxAsync(), box => box is not null))!;
        var (x, y) = await PointAsync(column, time);
        var mouse = browser.Page.Mouse;
        await mouse.MoveAsync(from.X + (from.Width / 2), from.Y + BelowLine);
        await mouse.DownAsync();
        await mouse.MoveAsync(from.X + (from.Width / 2) + 3, from.Y + BelowLine + 12, new() { Steps = 4 });
        await mouse.MoveAsync(x, y, new() { Steps = 12 });
        await browser.HasAsync(".ec-preview");
    }

    /// <summary>Drags a client's booking to a column and time.</summary>
    public async Task DragAsync(string client, string column, string time)
    {
        await TakeAsync(client, column, time);
        await browser.Page.Mouse.UpAsync();
    }

    /// <summary>Clicks on a time in a column.</summary>
    public async Task ClickAsync(string column, string time)
    {
        var (x, y) = await PointAsync(column, time);
        await browser.Page.Mouse.ClickAsync(x, y);
    }

    /// <summary>Fails when the console has an error other than that of a request that was refused.</summary>
    public void HasNoErrors(params string[] refusedWith) => Assert.DoesNotContain(
        browser.TakeConsole(),
        line => line.StartsWith("error", StringComparison.Ordinal)
            && !refusedWith.Any(status => line.Contains(status, StringComparison.Ordinal)));

    private static string NextTuesday()
    {
        var date = DateTime.UtcNow.Date.AddDays(3);
        while (date.DayOfWeek != DayOfWeek.Tuesday)
        {
            date = date.AddDays(1);
        }

        return date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string At(Answer profile, string day, string time) => NodaTime.LocalDateTime
        .FromDateTime(DateTime.Parse($"{day}T{time}", CultureInfo.InvariantCulture))
        .InZoneLeniently(NodaTime.DateTimeZoneProviders.Tzdb[profile["timeZone"].GetString()!])
        .ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static string BarberId(Answer profile, int barber) =>
        profile["barbers"][barber].GetProperty("id").GetString()!;

    private async Task<Answer> ProfileAsync() => (await server.Anonymous.GetAsync($"/v1/shops/{shop}")).Expect(200);

    private async Task<(float X, float Y)> PointAsync(string column, string time)
    {
        var point = await browser.Page.EvaluateAsync<float[]>(
            """
            ([column, time]) => {
              const head = [...document.querySelectorAll(".ec-col-head")].find(one => one.innerText === column);
              const at = head.getBoundingClientRect();
              const lines = [...document.querySelectorAll(".ec-body .ec-slot time")].map(one => {
                const line = one.getBoundingClientRect();
                return [Number(one.dateTime.slice(11, 13)) * 60, line.top + line.height / 2];
              });
              const scale = (lines[1][1] - lines[0][1]) / (lines[1][0] - lines[0][0]);
              const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
              return [at.left + at.width / 2, lines[0][1] + (minutes - lines[0][0]) * scale];
            }
            """,
            new[] { column, time });
        return (point[0], point[1] + BelowLine);
    }
}
