using BookedBarber.Scheduling.Shops;

namespace BookedBarber.Scheduling.Tests.Shops;

public class BarberTests
{
    private static readonly Guid Cut = Guid.NewGuid();
    private static readonly Guid Shave = Guid.NewGuid();

    private static readonly Barber Ada = new() { Id = Guid.NewGuid(), Name = "Ada", Services = [Cut, Shave] };

    public static TheoryData<Barber, string> Wrong => new()
    {
        { Ada with { Name = " " }, "name" },
        { Ada with { Services = [Cut, Guid.NewGuid()] }, "services[1]" },
        { Ada with { Services = [Cut, Shave, Cut] }, "services[2]" },
        { Ada with { Services = [Cut], Terms = [new(Shave, 30, null)] }, "terms[0].service" },
        { Ada with { Terms = [new(Cut, 30, null), new(Cut, 35, null)] }, "terms[1].service" },
        { Ada with { Terms = [new(Cut, 31, null)] }, "terms[0].minutes" },
        { Ada with { Terms = [new(Cut, null, new Money(-1, "EUR"))] }, "terms[0].price.amount" },
        { Ada with { Terms = [new(Cut, null, new Money(1, "USD"))] }, "terms[0].price.currency" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_out_of_bounds_is_named(Barber barber, string path) =>
        Assert.Equal(path, Assert.Single(barber.Check("EUR", IsService)).Field);

    [Fact]
    public void A_barber_may_have_own_terms_or_do_nothing_at_all()
    {
        Assert.Empty((Ada with { Terms = [new(Cut, 45, new Money(9, "EUR"))] }).Check("EUR", IsService));
        Assert.Empty((Ada with { Services = [] }).Check("EUR", IsService));
        Assert.Empty((Ada with { Services = default, Terms = default }).Check("EUR", IsService));
        Assert.False((Ada with { Services = default }).Does(Cut));
        Assert.Null((Ada with { Terms = default }).TermsFor(Cut));
    }

    private static bool IsService(Guid id) => id == Cut || id == Shave;
}
