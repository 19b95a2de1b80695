using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Races;

/// <summary>Different things that are wanted of the same booking or barber at one moment.</summary>
public sealed class CrossingTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const int Rounds = 10;

    [PostgresFact]
    public async Task Who_cancels_and_moves_at_once_ends_with_a_cancelled_booking_and_both_times_free()
    {
        var shop = await api.OpenShopAsync();

        for (var round = 0; round < Rounds; round++)
        {
            var booked = await shop.BookAsync(shop.At(3, "10:00"));
            var client = shop.Anonymous.WithToken(booked.ManageToken);
            var later = new JsonObject { ["start"] = shop.At(3, "14:00") };

            var cancel = client.PostAsync($"/v1/bookings/{booked.Id}/cancel");
            var move = client.PostAsync($"/v1/bookings/{booked.Id}/reschedule", later);

            Assert.Equal("cancelled", Booked.From((await cancel).Expect(200)).Status);
            if ((await move).Status != 200)
            {
                (await move).ExpectProblem(409, "invalid_status");
            }

            Assert.Equal("cancelled", await api.Table.StatusAsync(booked.Id));
            Assert.Equal(31, (await shop.OpenStartsAsync(3)).All.Count);
        }
    }

    [PostgresFact]
    public async Task Of_many_who_move_one_booking_at_once_nobody_is_turned_away_and_it_has_one_place()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 2 });
        var booked = await shop.BookAsync(shop.At(3, "09:00"));
        string[] times = ["10:00", "11:00", "12:00", "13:00", "14:00", "15:00"];

        var moves = await Task.WhenAll(times.SelectMany(_ => shop.Barbers, (time, barber) => shop.Staff.PostAsync(
            $"/v1/bookings/{booked.Id}/reschedule",
            new JsonObject { ["start"] = shop.At(3, time), ["barber"] = $"{barber}" })));

        Assert.All(moves, move => move.Expect(200));
        Assert.Equal(2 * 31 - 3, (await shop.OpenStartsAsync(3)).All.Sum(open => open.Barbers.Count));
    }

    [PostgresFact]
    public async Task A_barber_who_is_taken_off_the_roster_while_people_book_has_bookings_or_is_gone_but_never_both()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var shop = await api.OpenShopAsync();
            string[] times = ["10:00", "11:00", "12:00", "13:00", "14:00"];

            var bookings = times.Select(time => shop.TryBookAsync(shop.Booking(shop.At(3, time)))).ToList();
            var removal = await shop.Staff.DeleteAsync($"{shop.Path}/barbers/{shop.Barbers[0]}");
            var booked = (await Task.WhenAll(bookings)).Where(answer => answer.Status == 201).ToList();

            if (removal.Status == 204)
            {
                Assert.Empty(booked);
            }
            else
            {
                removal.ExpectProblem(409, "barber_has_bookings");
                Assert.NotEmpty(booked);
            }

            Assert.Equal(booked.Count, await api.Table.CountAsync(shop.Id));
        }
    }

    [PostgresFact]
    public async Task Time_off_that_is_entered_while_people_book_keeps_what_was_booked_and_is_never_booked_afterwards()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Minutes = 15 });
        var timeOff = new JsonObject { ["from"] = shop.At(3, "09:00"), ["to"] = shop.At(3, "17:00") };
        var starts = Enumerable.Range(36, 32).Select(quarter => shop.At(3, $"{quarter / 4:00}:{quarter % 4 * 15:00}"));

        var bookings = starts.Select(start => shop.TryBookAsync(shop.Booking(start))).ToList();
        var added = await shop.Staff.PostAsync($"{shop.Path}/barbers/{shop.Barbers[0]}/time-off", timeOff);
        var answers = await Task.WhenAll(bookings);

        added.Expect(201);
        foreach (var refused in answers.Where(answer => answer.Status != 201))
        {
            refused.ExpectProblem(422, "outside_hours");
        }

        Assert.Equal(answers.Count(answer => answer.Status == 201), await api.Table.CountAsync(shop.Id));
        Assert.Empty((await shop.OpenStartsAsync(3)).All);
    }
}
