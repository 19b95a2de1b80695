using BookedBarber.TestKit.Client;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Races;

/// <summary>Many callers who do not mind whose chair it is.</summary>
public sealed class AnyBarberTests(RunningApi api) : IClassFixture<RunningApi>
{
    [PostgresFact]
    public async Task With_7_chairs_free_and_500_callers_exactly_7_win_each_with_another_barber()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 7 });
        var start = shop.At(days: 3, "14:00");

        var answers = await Stampede.BookAsync(
            shop, 500, number => ($"caller-{number}", Bodies.Booking(shop.Service, start, "any")));

        var winners = answers.Where(answer => answer.Status == 201).Select(Booked.From).ToList();
        Assert.Equal(shop.Barbers.Order(), winners.Select(winner => winner.Barber).Order());
        Assert.All(answers.Where(answer => answer.Status != 201), loser =>
            Assert.InRange(loser.ExpectProblem(409, "slot_taken")["alternatives"].GetArrayLength(), 1, 3));
        Assert.Equal(7, await api.Table.CountAsync(shop.Id));
    }

    [PostgresFact]
    public async Task Any_is_not_refused_while_others_take_the_same_barbers_by_name()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Barbers = 6 });
        var start = shop.At(days: 3, "14:00");

        var answers = await Stampede.BookAsync(shop, 60, number => (
            $"caller-{number}", shop.Booking(start, number % 2 == 0 ? shop.Barbers[number % 3] : null)));

        var winners = answers.Where(answer => answer.Status == 201).Select(Booked.From).ToList();
        Assert.Equal(shop.Barbers.Order(), winners.Select(winner => winner.Barber).Order());
    }

    [PostgresFact]
    public async Task Any_means_a_barber_who_does_the_service_and_works_then()
    {
        var shop = await api.OpenShopAsync(new ShopPlan { Opens = "09:00", Closes = "12:00" });
        var colour = await shop.AddServiceAsync(Bodies.Service("Colour", minutes: 60));
        var colourist = await shop.AddBarberAsync("Colourist", "09:00", "17:00", colour);
        var afternoon = await shop.AddBarberAsync("Late", "13:00", "17:00", shop.Service);

        var coloured = await shop.TryBookAsync(Bodies.Booking(colour, shop.At(3, "09:00"), "any"));
        var late = await shop.BookAsync(shop.At(3, "14:00"));
        var taken = await shop.TryBookAsync(shop.Booking(shop.At(3, "14:00")));
        var evening = await shop.TryBookAsync(shop.Booking(shop.At(3, "18:00")));

        Assert.Equal(colourist, Booked.From(coloured.Expect(201)).Barber);
        Assert.Equal(afternoon, late.Barber);
        taken.ExpectProblem(409, "slot_taken");
        evening.ExpectProblem(422, "outside_hours");
    }
}
