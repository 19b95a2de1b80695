using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using BookedBarber.Bench.Servers;

namespace BookedBarber.Bench.Shops;

/// <summary>The shops that are booked, the same on both sides, and the starts that they all have.</summary>
internal sealed class BenchShops
{
    private const int HorizonDays = 59;
    private const int MaxDays = 31;

    private BenchShops(IReadOnlyList<ShopView> shops, IReadOnlyList<HoursView> hours, string service)
    {
        All = shops;
        Hours = hours;
        ServiceName = service;
    }

    public IReadOnlyList<ShopView> All { get; }

    public IReadOnlyList<HoursView> Hours { get; }

    /// <summary>The service that is booked.</summary>
    public string ServiceName { get; }

    /// <summary>Starts that do not overlap, as RFC 3339 in the shops' zone, from the first day on.</summary>
    public IReadOnlyList<string> Starts { get; private set; } = [];

    /// <summary>Tomorrow: today's starts pass while we measure.</summary>
    public DateOnly FirstDay { get; } = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(2)).AddDays(1);

    /// <summary>Gives the demo shops of a running program their hours, and reads what they are then.</summary>
    public static async Task<BenchShops> OpenAsync(
        ServerProcess api, string administratorKey, int count, IReadOnlyList<HoursView> hours, string service)
    {
        var shops = new ShopView[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, stop) =>
        {
            var slug = string.Create(CultureInfo.InvariantCulture, $"shop-{i + 1:0000}");
            shops[i] = (await api.Http.GetFromJsonAsync($"/v1/shops/{slug}", BenchJson.Default.ShopView, stop))!;
            foreach (var barber in shops[i].Barbers)
            {
                using var request = new HttpRequestMessage(
                    HttpMethod.Put, $"/v1/shops/{shops[i].Id}/barbers/{barber.Id}/hours")
                {
                    Content = new StringContent(WorkingWeek.Body(hours), Encoding.UTF8, "application/json"),
                };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", administratorKey);
                using var answer = await api.Http.SendAsync(request, stop);
                answer.EnsureSuccessStatusCode();
            }
        });
        var opened = new BenchShops(shops, hours, service);
        await opened.ReadStartsAsync(api);
        return opened;
    }

    /// <summary>The address of a page.</summary>
    public string Page(ShopView shop, DateOnly from, int days) => string.Create(
        CultureInfo.InvariantCulture,
        $"/v1/shops/{shop.Id}/availability?service={Service(shop).Id}&from={from:yyyy-MM-dd}&days={days}");

    public ServiceView Service(ShopView shop) => shop.Services.First(service => service.Name == ServiceName);

    /// <summary>Tells the baseline of the same shops.</summary>
    public async Task CopyToAsync(ServerProcess baseline)
    {
        var setup = All.Select(shop => new SetupView(
            shop.Id,
            shop.TimeZone,
            shop.Policy.SlotMinutes,
            shop.Services,
            [.. shop.Barbers.Select(barber => barber.Id)],
            Hours));
        using var answer = await baseline.Http.PutAsJsonAsync("/setup", [.. setup], BenchJson.Default.SetupViewArray);
        answer.EnsureSuccessStatusCode();
    }

    private async Task ReadStartsAsync(ServerProcess api)
    {
        var minutes = Service(All[0]).Minutes;
        var starts = new List<string>();
        var free = DateTimeOffset.MinValue;
        for (var day = 0; day < HorizonDays; day += MaxDays)
        {
            var path = Page(All[0], FirstDay.AddDays(day), Math.Min(MaxDays, HorizonDays - day));
            var page = await api.Http.GetFromJsonAsync(path, BenchJson.Default.PageView);
            foreach (var slot in page!.Days.SelectMany(one => one.Slots))
            {
                var start = DateTimeOffset.Parse(slot.Start, CultureInfo.InvariantCulture);
                if (start >= free)
                {
                    starts.Add(slot.Start);
                    free = start.AddMinutes(minutes);
                }
            }
        }

        Starts = starts;
    }
}
