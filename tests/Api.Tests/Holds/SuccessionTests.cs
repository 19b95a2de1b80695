using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.Api.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Holds;

/// <summary>People who stand in line for times that are held: the moment a hold ends, somebody else holds it.</summary>
public sealed class SuccessionTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const int DeadlineSeconds = 90;
    private const int InLine = 4;

    private static readonly ShopPlan HeldForAMinute = new()
    {
        Barbers = 3,
        Deposit = 1_000,
        Policy = new JsonObject { ["holdMinutes"] = 1 },
    };

    [PostgresFact]
    public async Task When_a_hold_ends_one_of_those_in_line_gets_its_time_and_nobody_gets_an_error()
    {
        var shop = await api.OpenShopAsync(HeldForAMinute);
        string[] times = ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "12:00", "12:30"];
        var held = await Task.WhenAll(
            times.SelectMany(time => shop.Barbers.Select(barber => shop.BookAsync(shop.At(3, time), barber))));

        var successors = await Task.WhenAll(held.Select(one => SucceedAsync(shop, one)));

        var rows = await api.Table.OfAsync(shop.Id);
        Assert.Equal(held.Length * 2, rows.Count);
        Assert.Equal(held.Select(one => one.Id).Order(), Ids(rows, "expired"));
        Assert.Equal(successors.Select(one => one.Id).Order(), Ids(rows, "held"));
        Assert.Equal(successors.Length, await api.Table.CountRemindersAsync(shop.Barbers));
        Assert.Equal(0, await api.Table.CountOverlapsAsync());
    }

    private static IEnumerable<Guid> Ids(IEnumerable<BookingRow> rows, string status) =>
        rows.Where(row => row.Status == status).Select(row => row.Id).Order();

    /// <summary>Some ask for the time of a hold again and again, until one of them has it.</summary>
    private static async Task<Booked> SucceedAsync(TestShop shop, Booked held)
    {
        var body = shop.Booking(held.Start.ToString("O", null), held.Barber);
        var answers = await Eventually.SeesAsync(
            $"somebody has the time of the hold {held.Id}",
            async () => await Task.WhenAll(Enumerable.Range(0, InLine).Select(_ => shop.TryBookAsync(body))),
            answers => answers.Any(answer => answer.Status != 409),
            DeadlineSeconds);
        var winner = Assert.Single(answers, answer => answer.Status != 409);
        return Booked.From(winner.Expect(201));
    }
}
