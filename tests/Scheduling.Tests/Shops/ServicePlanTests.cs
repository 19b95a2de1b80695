using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Shops;

namespace BookedBarber.Scheduling.Tests.Shops;

public class ServicePlanTests
{
    private static readonly Service Cut = Make("Cut", 30, 3500, before: 5, after: 10);
    private static readonly Service Shave = Make("Shave", 20, 2000, before: 15, after: 5, deposit: 500);
    private static readonly Service Color = Make("Color", 90, 9000, before: 0, after: 20, deposit: 2500);

    private static readonly Barber Ada = new()
    {
        Id = Guid.NewGuid(),
        Name = "Ada",
        Services = [Cut.Id, Shave.Id, Color.Id],
    };

    [Fact]
    public void One_service_is_planned_as_the_shop_says() => Assert.Equal(
        new ServicePlan(new ServiceShape(6, 1, 2), new Money(3500, "EUR"), null), ServicePlan.For(Ada, [Cut]));

    [Fact]
    public void Several_add_up_with_the_buffers_of_the_first_and_the_last()
    {
        Assert.Equal(
            new ServicePlan(new ServiceShape(28, 1, 4), new Money(14500, "EUR"), new Money(3000, "EUR")),
            ServicePlan.For(Ada, [Cut, Shave, Color]));
        Assert.Equal(
            new ServicePlan(new ServiceShape(10, 3, 2), new Money(5500, "EUR"), new Money(500, "EUR")),
            ServicePlan.For(Ada, [Shave, Cut]));
    }

    [Fact]
    public void The_barbers_own_minutes_and_price_go_before_the_shops()
    {
        var slow = Ada with { Terms = [new(Cut.Id, 45, null), new(Shave.Id, null, new Money(100, "EUR"))] };
        Assert.Equal(
            new ServicePlan(new ServiceShape(13, 1, 1), new Money(3600, "EUR"), new Money(500, "EUR")),
            ServicePlan.For(slow, [Cut, Shave]));
    }

    [Fact]
    public void A_service_may_come_twice() =>
        Assert.Equal(12, ServicePlan.For(Ada, [Cut, Cut])!.Shape.DurationTicks);

    [Fact]
    public void There_is_no_plan_with_a_barber_who_does_not_do_all_of_it() =>
        Assert.Null(ServicePlan.For(Ada with { Services = [Cut.Id] }, [Cut, Shave]));

    [Fact]
    public void The_longest_plan_is_still_a_visit()
    {
        var longest = Make("All day", Service.MaxMinutes, 1, Service.MaxBufferMinutes, Service.MaxBufferMinutes);
        var barber = Ada with { Services = [longest.Id] };
        var plan = ServicePlan.For(barber, [.. Enumerable.Repeat(longest, ServicePlan.MaxServices)]);
        Assert.InRange(plan!.Shape.OccupiedTicks, 1, ServiceShape.MaxOccupiedTicks);
    }

    [Fact]
    public void No_service_and_too_many_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ServicePlan.For(Ada, []));
        Assert.Throws<ArgumentException>(() => ServicePlan.For(Ada, [.. Enumerable.Repeat(Cut, 11)]));
    }

    private static Service Make(string name, int minutes, long price, int before, int after, long? deposit = null) =>
        new()
        {
            Id = Guid.NewGuid(),
            Name = name,
            Minutes = minutes,
            Price = new Money(price, "EUR"),
            BufferBeforeMinutes = before,
            BufferAfterMinutes = after,
            Deposit = deposit is { } amount ? new Money(amount, "EUR") : null,
        };
}
