using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.Api.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Holds;

/// <summary>The one test that waits for real: the shortest hold there is takes a minute.</summary>
public sealed class DeadlineTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task A_hold_expires_on_its_deadline_by_itself_while_the_program_runs()
    {
        var heldForAMinute = new JsonObject { ["holdMinutes"] = 1 };
        var shop = await api.OpenShopAsync(new ShopPlan { Deposit = 1_000, Policy = heldForAMinute });
        var answer = (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00")))).Expect(201);
        var deadline = answer["hold"].GetProperty("expiresAt").GetDateTimeOffset();

        await Eventually.SeesAsync(
            "the hold has expired in the table, with nobody asking",
            () => api.Table.StatusAsync(answer["id"].GetGuid()),
            status => status == "expired",
            deadlineSeconds: 75);

        Assert.InRange((DateTimeOffset.UtcNow - deadline).TotalSeconds, 0, 5);
        Assert.True((await shop.OpenStartsAsync(3)).Has(shop.At(3, "10:00")), "The time is not offered again.");
        Assert.NotEqual(answer["id"].GetGuid(), (await shop.BookAsync(shop.At(3, "10:00"))).Id);
    }
}
