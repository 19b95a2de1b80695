using BookedBarber.Scheduling.Shops;

namespace BookedBarber.Scheduling.Tests.Shops;

public class ServiceTests
{
    private static readonly Service Haircut = new()
    {
        Id = Guid.NewGuid(),
        Name = "Haircut",
        Minutes = 30,
        Price = new Money(3500, "EUR"),
    };

    public static TheoryData<Service, string> Wrong => new()
    {
        { Haircut with { Name = "" }, "name" },
        { Haircut with { Name = null! }, "name" },
        { Haircut with { Name = "Hair\0cut" }, "name" },
        { Haircut with { Minutes = 0 }, "minutes" },
        { Haircut with { Minutes = 32 }, "minutes" },
        { Haircut with { Minutes = 725 }, "minutes" },
        { Haircut with { BufferBeforeMinutes = -5 }, "bufferBeforeMinutes" },
        { Haircut with { BufferBeforeMinutes = 245 }, "bufferBeforeMinutes" },
        { Haircut with { BufferAfterMinutes = 3 }, "bufferAfterMinutes" },
        { Haircut with { Price = new Money(-1, "EUR") }, "price.amount" },
        { Haircut with { Price = new Money(long.MaxValue, "EUR") }, "price.amount" },
        { Haircut with { Price = new Money(3500, "USD") }, "price.currency" },
        { Haircut with { Deposit = new Money(0, "EUR") }, "deposit.amount" },
        { Haircut with { Deposit = new Money(3501, "EUR") }, "deposit.amount" },
        { Haircut with { Deposit = new Money(500, "USD") }, "deposit.currency" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_out_of_bounds_is_named(Service service, string path) =>
        Assert.Equal(path, Assert.Single(service.Check("EUR")).Field);

    [Fact]
    public void The_bounds_themselves_are_allowed()
    {
        Assert.Empty(Haircut.Check("EUR"));
        Assert.Empty((Haircut with { Minutes = 5, Price = new Money(0, "EUR") }).Check("EUR"));
        Assert.Empty((Haircut with
        {
            Minutes = 720,
            BufferBeforeMinutes = 240,
            BufferAfterMinutes = 240,
            Deposit = Haircut.Price,
        }).Check("EUR"));
    }

    [Theory]
    [InlineData("EUR", true)]
    [InlineData("eur", false)]
    [InlineData("EURO", false)]
    [InlineData("E1R", false)]
    [InlineData(null, false)]
    public void A_currency_is_three_upper_case_letters(string? code, bool allowed) =>
        Assert.Equal(allowed, Money.IsCurrency(code));

    [Fact]
    public void Different_currencies_do_not_add_up()
    {
        Assert.Equal(new Money(5, "EUR"), new Money(2, "EUR") + new Money(3, "EUR"));
        Assert.Throws<InvalidOperationException>(() => new Money(2, "EUR") + new Money(3, "USD"));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, "EUR") + new Money(1, "EUR"));
    }
}
