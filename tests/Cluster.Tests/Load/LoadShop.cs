using System.Globalization;
using BookedBarber.Cluster.Tests.Checking;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Cluster.Tests.Load;

/// <summary>A shop of one run: barbers who work around the clock, a service with and one without deposit.</summary>
internal sealed record LoadShop(Guid Id, string Key, Guid Service, Guid DepositService, IReadOnlyList<Guid> Barbers)
{
    private const int BarberCount = 2;
    private const int StartsPerDay = 24 * 4;

    // Far enough that no client is too late, and one day only, so that clients get into each other's way.
    private static readonly DateTimeOffset FirstStart = new(DateTime.UtcNow.Date.AddDays(3), TimeSpan.Zero);

    public ShopFacts Facts => new(Id, Barbers, TimeSpan.FromMinutes(30));

    public static async Task<LoadShop> OpenAsync(ApiClient administrator)
    {
        var policy = new System.Text.Json.Nodes.JsonObject
        {
            ["slotMinutes"] = 15,
            ["minNoticeMinutes"] = 0,
            ["horizonDays"] = 10,
            ["cancelUntilMinutes"] = 0,
            ["holdMinutes"] = 1,
        };
        var plan = new ShopPlan { Barbers = 0, TimeZone = "Etc/UTC", Policy = policy };
        var shop = await TestShop.OpenAsync(administrator, plan);
        var deposit = await shop.AddServiceAsync(Bodies.Service("Colour", minutes: 30, deposit: 1_000));
        var barbers = new List<Guid>();
        for (var number = 1; number <= BarberCount; number++)
        {
            barbers.Add(await shop.AddBarberAsync($"Barber {number}", "00:00", "24:00", shop.Service, deposit));
        }

        return new LoadShop(shop.Id, shop.Key, shop.Service, deposit, barbers);
    }

    public Guid ServiceFor(bool deposit) => deposit ? DepositService : Service;

    public static DateTimeOffset RandomStart(Random random) =>
        FirstStart.AddMinutes(15 * random.Next(StartsPerDay - 1));

    public static string Text(DateTimeOffset start) =>
        start.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
