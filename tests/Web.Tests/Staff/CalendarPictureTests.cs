using System.Text.Json.Nodes;
using BookedBarber.Web.Tests.Account;
using BookedBarber.Web.Tests.Browser;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Staff;

/// <summary>Pictures of the calendar of a shop's people.</summary>
public sealed class CalendarPictureTests
{
    private const int Phone = 390;
    private const int Desktop = 1280;

    private static readonly (string Client, int Barber, string Start)[] Clients =
    [
        ("Ada Lovelace", 0, "09:00"), ("Grace Hopper", 0, "10:00"), ("Alan Turing", 0, "11:30"), ("Mary Jackson", 0, "14:30"),
        ("Edsger Dijkstra", 1, "09:30"), ("Barbara Liskov", 1, "10:30"), ("Donald Knuth", 1, "14:00"),
        ("Karen Jones", 2, "09:00"), ("John Backus", 2, "11:00"), ("Frances Allen", 2, "12:15"),
        ("Tony Hoare", 3, "10:15"), ("Jean Sammet", 3, "11:00"), ("Robin Milner", 4, "09:45"), ("Ida Rhodes", 4, "14:15"),
    ];

    [ChromiumFact]
    public async Task The_calendar_of_a_day_and_of_a_week()
    {
        await using var server = await DevelopmentServer.StartAsync();
        await FillAsync(server);

        await TakeAsync(server, "desktop-calendar-day", Desktop, ColorScheme.Light, "en-GB", "day");
        await TakeAsync(server, "desktop-dark-calendar-week", Desktop, ColorScheme.Dark, "de-DE", "week", barber: 0);
        await TakeAsync(server, "desktop-calendar-week", Desktop, ColorScheme.Light, "en-GB", "week");
        await TakeAsync(server, "phone-calendar-day", Phone, ColorScheme.Light, "en-GB", "day");
        await TakeAsync(server, "phone-dark-calendar-week", Phone, ColorScheme.Dark, "de-DE", "week", barber: 0);
    }

    private static async Task FillAsync(DevelopmentServer server)
    {
        await using var browser = await ChromiumBrowser.StartAsync();
        var calendar = new CalendarPage(server, browser);
        for (var day = 0; day < 3; day++)
        {
            foreach (var (client, barber, start) in Clients.Where((_, i) => day == 0 || i % (day + 1) == 0))
            {
                var booking = await calendar.BookAsync(client, barber, start, CalendarPage.DayAfter(day));
                if (day == 0 && start.StartsWith("09", StringComparison.Ordinal))
                {
                    (await server.Administrator.PostAsync($"/v1/bookings/{booking.Id}/check-in")).Expect(200);
                }
            }
        }

        (await server.Administrator.PostAsync(
            $"/v1/shops/demo/barbers/{await calendar.BarberAsync(1)}/time-off",
            new JsonObject
            {
                ["from"] = await calendar.AtAsync("11:30"),
                ["to"] = await calendar.AtAsync("13:00"),
                ["reason"] = "Dentist",
            })).Expect(201);
    }

    private static async Task TakeAsync(
        DevelopmentServer server,
        string name,
        int width,
        ColorScheme colorScheme,
        string language,
        string view,
        int? barber = null)
    {
        await using var browser = await ChromiumBrowser.StartAsync(width, colorScheme, language: language);
        await server.ActAsAdministratorAsync(browser);
        var calendar = new CalendarPage(server, browser);
        await calendar.OpenAsync(view: view, barber: barber is { } one ? await calendar.BarberAsync(one) : null);
        await calendar.Of("Ada Lovelace").First.WaitForAsync();
        await browser.TakePictureAsync(name);
    }
}
