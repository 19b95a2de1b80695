using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.Api.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Holds;

/// <summary>A hold that outlives its process dies all the same.</summary>
public sealed class ExpiryTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly ShopPlan HeldForAMinute = new()
    {
        Deposit = 1_000,
        Policy = new JsonObject { ["holdMinutes"] = 1 },
    };

    // Orleans passes over a tick that was missed; the next one comes a minute later.
    private const int OneRepetitionOfItsReminder = 75;

    [PostgresFact]
    public async Task A_hold_that_outlives_its_process_expires_and_its_time_is_offered_again()
    {
        var database = await postgres.CreateDatabaseAsync();
        var table = new BookingTable(database);
        await using var api = await ApiProcess.StartOnAsync(database);
        var shop = await TestShop.OpenAsync(api.Administrator, HeldForAMinute);
        var held = await shop.BookAsync(shop.At(3, "10:00"));
        Assert.Equal("held", held.Status);

        await api.KillAsync();
        await table.LetHoldRunOutAsync(held.Id);
        await api.StartAgainAsync();

        await Eventually.SeesAsync(
            "the hold has expired in the table, with nobody asking",
            () => table.StatusAsync(held.Id),
            status => status == "expired",
            OneRepetitionOfItsReminder);
        var seen = await shop.Anonymous.WithToken(held.ManageToken).GetAsync($"/v1/bookings/{held.Id}");
        Assert.Equal("expired", Booked.From(seen.Expect(200)).Status);
        Assert.True((await shop.OpenStartsAsync(3)).Has(shop.At(3, "10:00")), "The time is not offered again.");
        (await shop.Staff.PostAsync($"/v1/bookings/{held.Id}/confirm")).ExpectProblem(409, "hold_expired");
        Assert.NotEqual(held.Id, (await shop.BookAsync(shop.At(3, "10:00"))).Id);
        Assert.Equal(
            0L, await table.ScalarAsync<long>("select count(*) from grain_reminders where start_at < now()"));
    }

    [PostgresFact]
    public async Task A_hold_whose_reminder_was_lost_does_not_keep_its_time_after_a_crash()
    {
        var database = await postgres.CreateDatabaseAsync();
        var table = new BookingTable(database);
        await using var api = await ApiProcess.StartOnAsync(database);
        var shop = await TestShop.OpenAsync(api.Administrator, HeldForAMinute);
        var held = await shop.BookAsync(shop.At(3, "10:00"));

        await api.KillAsync();
        await table.LetHoldRunOutAsync(held.Id);
        await table.ForgetRemindersAsync();
        await api.StartAgainAsync();

        Assert.True((await shop.OpenStartsAsync(3)).Has(shop.At(3, "10:00")), "The time is not offered again.");
        Assert.NotEqual(held.Id, (await shop.BookAsync(shop.At(3, "10:00"))).Id);
        Assert.Equal("expired", await table.StatusAsync(held.Id));
    }
}
