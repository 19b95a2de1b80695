using BookedBarber.TestKit.Client;

namespace BookedBarber.Web.Tests.Operations;

/// <summary>Some load on a shop of its own: so many bookings, and so many refusals by reason.</summary>
internal static class LoadOnce
{
    public const int Accepted = 8;
    public const int Repeated = 2;
    public const int Taken = 5;
    public const int OutsideHours = 3;

    /// <summary>The shop, when all is answered.</summary>
    public static async Task<TestShop> RunAsync(ApiClient administrator, int taken = Taken)
    {
        var shop = await TestShop.OpenAsync(administrator);
        var (barber, times) = (shop.Barbers[0], Enumerable.Range(0, Accepted).Select(i => shop.At(2, $"{9 + (i / 2):00}:{i % 2 * 30:00}")));
        var booked = await Task.WhenAll(times.Select((start, i) => shop.TryBookAsync(shop.Booking(start, barber), $"load-{i}")));
        Assert.All(booked, answer => answer.Expect(201));
        var others = await Task.WhenAll(
            Many(Repeated, i => shop.TryBookAsync(shop.Booking(times.ElementAt(i), barber), $"load-{i}"))
                .Concat(Many(taken, i => shop.TryBookAsync(shop.Booking(times.ElementAt(i % Accepted), barber))))
                .Concat(Many(OutsideHours, _ => shop.TryBookAsync(shop.Booking(shop.At(2, "20:00"), barber)))));
        Assert.Equal(Repeated, others.Count(answer => answer.Status == 200));
        Assert.Equal(taken, others.Count(answer => answer.Code == "slot_taken"));
        Assert.Equal(OutsideHours, others.Count(answer => answer.Code == "outside_hours"));
        return shop;
    }

    private static IEnumerable<Task<Answer>> Many(int count, Func<int, Task<Answer>> one) =>
        Enumerable.Range(0, count).Select(one);
}
