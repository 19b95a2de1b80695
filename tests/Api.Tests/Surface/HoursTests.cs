using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;
using NodaTime;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>When a barber works: by weekday, by exception, less time off.</summary>
public sealed class HoursTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task Hours_are_answered_as_they_were_set_and_a_weekday_that_is_left_out_is_a_day_off()
    {
        var shop = await api.OpenShopAsync();
        var hours = new JsonObject
        {
            ["weekly"] = new JsonObject { ["tuesday"] = Bodies.Intervals(("09:00", "10:00"), ("23:00", "24:00")) },
        };

        var answer = (await shop.Staff.PutAsync($"{shop.Path}/barbers/{shop.Barbers[0]}/hours", hours)).Expect(200);

        Assert.Equal(
            """[{"from":"09:00","to":"10:00"},{"from":"23:00","to":"24:00"}]""",
            answer["weekly"].GetProperty("tuesday").GetRawText());
        var tuesday = shop.DaysUntil(date => date.DayOfWeek == IsoDayOfWeek.Tuesday);
        Assert.Equal("09:00,09:15,09:30,23:00,23:15,23:30", Text(await shop.OpenStartsAsync(tuesday)));
        Assert.Empty((await shop.OpenStartsAsync(tuesday + 1, days: 6)).All);
    }

    [PostgresFact]
    public async Task Hours_and_time_off_can_be_read_as_they_were_set()
    {
        var shop = await api.OpenShopAsync();
        var added = (await shop.Staff.PostAsync($"{shop.Path}/barbers", Bodies.Barber("New", shop.Service))).Expect(201);
        var barber = $"{shop.Path}/barbers/{added["id"].GetGuid()}";
        var none = (await shop.Staff.GetAsync($"{barber}/hours")).Expect(200);
        Assert.All(none["weekly"].EnumerateObject(), day => Assert.Equal(0, day.Value.GetArrayLength()));
        JsonArray exceptions =
        [
            new JsonObject { ["date"] = shop.Date(5), ["intervals"] = Bodies.Intervals(("20:00", "21:00")) },
        ];
        var set = (await shop.Staff.PutAsync($"{barber}/hours", Bodies.Hours("09:00", "10:00", exceptions))).Expect(200);
        var later = new JsonObject { ["from"] = shop.At(4, "09:00"), ["to"] = shop.At(4, "10:00") };
        var first = new JsonObject { ["from"] = shop.At(3, "09:00"), ["to"] = shop.At(3, "10:00"), ["reason"] = "Zoo" };
        (await shop.Staff.PostAsync($"{barber}/time-off", later)).Expect(201);
        var zoo = (await shop.Staff.PostAsync($"{barber}/time-off", first)).Expect(201);

        var hours = (await shop.Staff.GetAsync($"{barber}/hours")).Expect(200);
        var timeOff = (await shop.Staff.GetAsync($"{barber}/time-off")).Expect(200)["items"];

        Assert.Equal(set.Text, hours.Text);
        Assert.Equal(2, timeOff.GetArrayLength());
        Assert.Equal(zoo.Text, timeOff[0].GetRawText());
        (await shop.Staff.GetAsync($"{shop.Path}/barbers/{Guid.CreateVersion7()}/hours")).ExpectProblem(404, "not_found");
        (await api.Anonymous.GetAsync($"{barber}/time-off")).ExpectProblem(401, "unauthorized");
    }

    [PostgresFact]
    public async Task An_exception_replaces_the_hours_of_its_date()
    {
        var shop = await api.OpenShopAsync();
        JsonArray exceptions =
        [
            new JsonObject { ["date"] = shop.Date(4), ["intervals"] = new JsonArray() },
            new JsonObject { ["date"] = shop.Date(5), ["intervals"] = Bodies.Intervals(("20:00", "21:00")) },
        ];

        await shop.SetHoursAsync(shop.Barbers[0], Bodies.Hours("09:00", "10:00", exceptions));

        Assert.Equal("09:00,09:15,09:30", Text(await shop.OpenStartsAsync(3)));
        Assert.Empty((await shop.OpenStartsAsync(4)).All);
        Assert.Equal("20:00,20:15,20:30", Text(await shop.OpenStartsAsync(5)));
        (await shop.TryBookAsync(shop.Booking(shop.At(4, "09:00")))).ExpectProblem(422, "outside_hours");
        await shop.BookAsync(shop.At(5, "20:00"));
    }

    [PostgresFact]
    public async Task Hours_that_touch_at_midnight_are_one_stretch()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Opens = "00:00", Closes = "24:00", Minutes = 90 });

        var booked = await shop.BookAsync(shop.At(3, "23:30"));

        Assert.Equal(DateTimeOffset.Parse(shop.At(3, "23:30"), null), booked.Start);
        (await shop.TryBookAsync(shop.Booking(shop.At(4, "00:45")))).ExpectProblem(409, "slot_taken");
        await shop.BookAsync(shop.At(4, "01:00"));
    }

    [PostgresFact]
    public async Task Time_off_is_not_offered_and_cannot_be_booked()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 2 });
        var away = shop.Barbers[0];
        var timeOff = new JsonObject { ["from"] = shop.At(3, "10:00"), ["to"] = shop.At(3, "16:00") };

        var added = (await shop.Staff.PostAsync($"{shop.Path}/barbers/{away}/time-off", timeOff)).Expect(201);

        Assert.NotNull(added.Location);
        var open = await shop.OpenStartsAsync(3, query: $"&barber={away}");
        Assert.Equal("09:00,09:15,09:30,16:00,16:15,16:30", Text(open));
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "12:00"), away))).ExpectProblem(422, "outside_hours");
        Assert.Equal(shop.Barbers[1], (await shop.BookAsync(shop.At(3, "12:00"))).Barber);
        Assert.Equal(31, (await shop.OpenStartsAsync(4, query: $"&barber={away}")).All.Count);
    }

    [PostgresFact]
    public async Task Bookings_that_were_made_stay_when_hours_change()
    {
        var shop = await api.OpenShopAsync();
        var booked = await shop.BookAsync(shop.At(3, "16:00"));

        await shop.SetHoursAsync(shop.Barbers[0], Bodies.Hours("09:00", "12:00"));

        Assert.Equal("confirmed", await api.Table.StatusAsync(booked.Id));
        Assert.Equal(booked.Id, Assert.Single(await shop.ListAsync(3, 4)).Id);
        await shop.SetHoursAsync(shop.Barbers[0], Bodies.Hours("09:00", "17:00"));
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "16:00")))).ExpectProblem(409, "slot_taken");
    }

    [PostgresFact]
    public async Task What_is_wrong_with_an_exception_is_named_as_it_stands_in_the_body()
    {
        var shop = await api.OpenShopAsync();
        JsonArray exceptions =
        [
            new JsonObject { ["date"] = shop.Date(4), ["intervals"] = new JsonArray() },
            new JsonObject { ["date"] = shop.Date(5), ["intervals"] = Bodies.Intervals(("12:00", "11:00")) },
        ];

        var answer = await shop.Staff.PutAsync(
            $"{shop.Path}/barbers/{shop.Barbers[0]}/hours", Bodies.Hours("09:00", "10:00", exceptions));

        var error = answer.ExpectProblem(422, "validation_failed")["errors"][0];
        Assert.Equal("exceptions[1].intervals[0]", error.GetProperty("field").GetString());
        Assert.Equal("must start before it ends", error.GetProperty("rule").GetString());
    }

    private static string Text(OpenStarts open) => string.Join(',', open.Times);
}
