using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Races;

/// <summary>Who has booked does not see the time offered any more, however many others read the page.</summary>
public sealed class ReadYourWritesTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task What_was_booked_or_given_back_shows_at_once_on_a_page_that_many_read()
    {
        var shop = await api.OpenShopAsync();
        using var end = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await shop.OpenStartsAsync(fromDay: 3);
            }
        })).ToList();

        for (var round = 0; round < 30; round++)
        {
            var start = shop.At(3, $"{9 + round % 8:00}:00");
            var booked = await shop.BookAsync(start);
            Assert.False((await shop.OpenStartsAsync(fromDay: 3)).Has(start), "What was booked is still offered.");

            var client = shop.Anonymous.WithToken(booked.ManageToken);
            (await client.PostAsync($"/v1/bookings/{booked.Id}/cancel")).Expect(200);
            Assert.True((await shop.OpenStartsAsync(fromDay: 3)).Has(start), "What was given back is not offered.");
        }

        await end.CancelAsync();
        await Task.WhenAll(readers);
    }

    [PostgresFact]
    public async Task Addresses_that_are_too_long_or_too_many_to_be_remembered_are_answered_alike()
    {
        var shop = await api.OpenShopAsync();
        var page = (await shop.AvailabilityAsync($"from={shop.Date(3)}")).Expect(200).Text;

        var padded = await shop.AvailabilityAsync($"from={shop.Date(3)}&x={new string('x', 2_000)}");
        Assert.Equal(page, padded.Expect(200).Text);
        foreach (var batch in Enumerable.Range(0, 5_000).Chunk(100))
        {
            Assert.All(
                await Task.WhenAll(batch.Select(i => shop.AvailabilityAsync($"from={shop.Date(3)}&x={i}"))),
                answer => Assert.Equal(page, answer.Expect(200).Text));
        }
    }
}
