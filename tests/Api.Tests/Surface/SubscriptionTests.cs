using System.Text.Json.Nodes;
using BookedBarber.TestKit;
using BookedBarber.TestKit.Client;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>A calendar at an address that the program may ask, since a setting says so; in a process of its own.</summary>
public sealed class SubscriptionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task An_address_is_asked_and_what_it_says_is_busy_also_after_a_restart()
    {
        var text = "";
        await using var server = await WebServer.StartAsync(context => context.Response.WriteAsync(text));
        await using var api = await ApiProcess.StartAsync(
            DataDirectory.Create(),
            ("ConnectionStrings__BookedBarber", await postgres.CreateDatabaseAsync()),
            ("BookedBarber__Calendars__PrivateAddresses", "true"));
        var shop = await TestShop.OpenAsync(api.Administrator);
        text = BusyCalendarTests.Calendar(BusyCalendarTests.Event(shop.At(1, "12:00"), shop.At(1, "13:00")));
        var path = $"{shop.Path}/barbers/{shop.Barbers[0]}/busy";

        var added = (await shop.Staff.PostAsync(path, new JsonObject { ["url"] = server.Url, ["name"] = "mine" }))
            .Expect(201);
        await Eventually.HoldsAsync("what the address says is busy", async () =>
            !(await shop.OpenStartsAsync(1)).Times.Contains("12:00"));
        var listed = (await shop.Staff.GetAsync(path)).Expect(200)["items"][0];
        Assert.Equal(1, listed.GetProperty("events").GetInt32());
        Assert.True(listed.TryGetProperty("fetchedAt", out _));
        Assert.False(listed.TryGetProperty("lastError", out _));

        await api.KillAsync();
        await api.StartAgainAsync();
        Assert.DoesNotContain("12:00", (await shop.OpenStartsAsync(1)).Times);

        (await shop.Staff.DeleteAsync($"{path}/{added["id"].GetGuid()}")).Expect(204);
        Assert.Contains("12:00", (await shop.OpenStartsAsync(1)).Times);
        Assert.Single(server.Asked);
    }
}
