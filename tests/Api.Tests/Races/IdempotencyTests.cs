using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Races;

/// <summary>What the caller already did, it is told again.</summary>
public sealed class IdempotencyTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task One_key_sent_100_times_at_once_makes_one_booking_and_every_answer_names_it()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 3 });
        var body = shop.Booking(shop.At(3, "10:00"));

        var answers = await Stampede.BookAsync(shop, 100, _ => ("the-one-key", body));

        var created = Booked.From(Assert.Single(answers, answer => answer.Status == 201));
        Assert.NotEmpty(created.ManageToken);
        Assert.All(
            answers.Where(answer => answer.Status != 201),
            answer => Assert.Equal(created, Booked.From(answer.Expect(200))));
        Assert.Equal(1, await api.Table.CountAsync(shop.Id));
    }

    [PostgresFact]
    public async Task A_key_with_another_body_is_a_mismatch_and_books_nothing()
    {
        var shop = await api.OpenShopAsync();
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00")), "k")).Expect(201);

        JsonObject[] others =
        [
            shop.Booking(shop.At(3, "12:00")),
            Bodies.Booking(shop.Service, shop.At(3, "10:00"), client: "Somebody else"),
            shop.Booking(shop.At(3, "10:00"), shop.Barbers[0]),
        ];
        foreach (var other in others)
        {
            (await shop.TryBookAsync(other, "k")).ExpectProblem(422, "idempotency_mismatch");
        }

        Assert.Equal(1, await api.Table.CountAsync(shop.Id));
    }

    [PostgresFact]
    public async Task The_same_moment_with_another_offset_is_the_same_request()
    {
        var shop = await api.OpenShopAsync();
        var start = shop.At(3, "10:00");
        var created = await shop.TryBookAsync(shop.Booking(start), "k");

        var utc = DateTimeOffset.Parse(start, null).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        var again = await shop.TryBookAsync(shop.Booking(utc), "k");

        Assert.Equal(Booked.From(created.Expect(201)), Booked.From(again.Expect(200)));
    }

    [PostgresFact]
    public async Task A_repetition_after_the_booking_was_cancelled_answers_that_booking_and_takes_no_time()
    {
        var shop = await api.OpenShopAsync();
        var body = shop.Booking(shop.At(3, "10:00"));
        var booked = Booked.From((await shop.TryBookAsync(body, "k")).Expect(201));
        (await shop.Anonymous.WithToken(booked.ManageToken).PostAsync($"/v1/bookings/{booked.Id}/cancel")).Expect(200);
        var second = await shop.BookAsync(shop.At(3, "10:00"));

        var again = Booked.From((await shop.TryBookAsync(body, "k")).Expect(200));

        Assert.Equal((booked.Id, "cancelled"), (again.Id, again.Status));
        Assert.NotEqual(booked.Id, second.Id);
        Assert.Equal(2, await api.Table.CountAsync(shop.Id));
    }

    [PostgresFact]
    public async Task A_repetition_after_the_booking_was_cancelled_does_not_take_the_free_time_again()
    {
        var shop = await api.OpenShopAsync();
        var body = shop.Booking(shop.At(3, "10:00"));
        var booked = Booked.From((await shop.TryBookAsync(body, "k")).Expect(201));
        (await shop.Anonymous.WithToken(booked.ManageToken).PostAsync($"/v1/bookings/{booked.Id}/cancel")).Expect(200);

        var again = Booked.From((await shop.TryBookAsync(body, "k")).Expect(200));

        Assert.Equal((booked.Id, "cancelled"), (again.Id, again.Status));
        Assert.True((await shop.OpenStartsAsync(fromDay: 3)).Has(shop.At(3, "10:00")), "The time was taken again.");
    }

    [PostgresFact]
    public async Task A_repetition_after_a_reschedule_answers_the_booking_where_it_is_now()
    {
        var shop = await api.OpenShopAsync();
        var body = shop.Booking(shop.At(3, "10:00"));
        var booked = Booked.From((await shop.TryBookAsync(body, "k")).Expect(201));
        var later = new JsonObject { ["start"] = shop.At(3, "15:00") };
        (await shop.Anonymous.WithToken(booked.ManageToken)
            .PostAsync($"/v1/bookings/{booked.Id}/reschedule", later)).Expect(200);

        var again = Booked.From((await shop.TryBookAsync(body, "k")).Expect(200));

        Assert.Equal(booked with { Start = DateTimeOffset.Parse(shop.At(3, "15:00"), null) }, again);
        Assert.Equal(1, await api.Table.CountAsync(shop.Id));
    }

    [PostgresFact]
    public async Task A_repetition_is_answered_even_when_its_start_is_no_longer_bookable()
    {
        var shop = await api.OpenShopAsync();
        var body = shop.Booking(shop.At(10, "10:00"));
        var booked = Booked.From((await shop.TryBookAsync(body, "k")).Expect(201));
        var profile = Bodies.Shop(shop.Slug, policy: new JsonObject { ["horizonDays"] = 5 });
        (await shop.Staff.PutAsync(shop.Path, profile)).Expect(200);

        (await shop.TryBookAsync(body, "another")).ExpectProblem(422, "too_far");
        Assert.Equal(booked, Booked.From((await shop.TryBookAsync(body, "k")).Expect(200)));
    }

    [PostgresFact]
    public async Task A_key_belongs_to_one_shop()
    {
        var (mine, yours) = (await api.OpenShopAsync(), await api.OpenShopAsync());

        var first = Booked.From((await mine.TryBookAsync(mine.Booking(mine.At(3, "10:00")), "k")).Expect(201));
        var second = Booked.From((await yours.TryBookAsync(yours.Booking(yours.At(3, "12:00")), "k")).Expect(201));

        Assert.NotEqual(first.Id, second.Id);
    }

    [PostgresFact]
    public async Task A_key_that_was_refused_can_be_used_again()
    {
        var shop = await api.OpenShopAsync();
        var first = await shop.BookAsync(shop.At(3, "10:00"));
        var body = shop.Booking(shop.At(3, "10:00"));
        (await shop.TryBookAsync(body, "k")).ExpectProblem(409, "slot_taken");
        (await shop.Staff.PostAsync($"/v1/bookings/{first.Id}/cancel")).Expect(200);

        Assert.NotEqual(first.Id, Booked.From((await shop.TryBookAsync(body, "k")).Expect(201)).Id);
    }

    [PostgresFact]
    public async Task Without_a_key_nothing_is_booked()
    {
        var shop = await api.OpenShopAsync();
        var body = shop.Booking(shop.At(3, "10:00"));

        var without = await shop.Anonymous.PostAsync($"{shop.Path}/bookings", body);
        var empty = await shop.TryBookAsync(body, "");

        without.ExpectProblem(400, "idempotency_key_required");
        empty.ExpectProblem(400, "idempotency_key_required");
        Assert.Equal(0, await api.Table.CountAsync(shop.Id));
    }

    [PostgresFact]
    public async Task A_key_is_1_to_64_printable_characters()
    {
        var shop = await api.OpenShopAsync();
        var longest = new string('k', 64);

        (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00")), longest)).Expect(201);
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "10:00")), longest)).Expect(200);
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "11:00")), "a key, \"quoted\" ~")).Expect(201);
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "12:00")), longest + "k")).ExpectCallersProblem();
        (await shop.TryBookAsync(shop.Booking(shop.At(3, "12:00")), "a\tb")).ExpectCallersProblem();
        Assert.Equal(2, await api.Table.CountAsync(shop.Id));
    }
}
