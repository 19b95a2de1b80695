using BookedBarber.Scheduling.Shops;

namespace BookedBarber.Scheduling.Tests.Shops;

public class ShopPolicyTests
{
    [Fact]
    public void The_default_is_what_the_API_promises_and_is_well()
    {
        Assert.Equal(new ShopPolicy(15, 0, 60, 120, 10), ShopPolicy.Default);
        Assert.Empty(ShopPolicy.Default.Check());
    }

    [Theory]
    [InlineData(5, 0, 1, 0, 1)]
    [InlineData(240, 366 * 1440, 366, 366 * 1440, 1440)]
    public void The_bounds_themselves_are_allowed(int slot, int notice, int horizon, int cancel, int hold) =>
        Assert.Empty(new ShopPolicy(slot, notice, horizon, cancel, hold).Check());

    [Theory]
    [InlineData(0, 0, 60, 120, 10, "policy.slotMinutes")]
    [InlineData(7, 0, 60, 120, 10, "policy.slotMinutes")]
    [InlineData(245, 0, 60, 120, 10, "policy.slotMinutes")]
    [InlineData(15, -1, 60, 120, 10, "policy.minNoticeMinutes")]
    [InlineData(15, 1441, 1, 120, 10, "policy.minNoticeMinutes")]
    [InlineData(15, 0, 0, 120, 10, "policy.horizonDays")]
    [InlineData(15, 0, 367, 120, 10, "policy.horizonDays")]
    [InlineData(15, 0, 60, -1, 10, "policy.cancelUntilMinutes")]
    [InlineData(15, 0, 60, int.MaxValue, 10, "policy.cancelUntilMinutes")]
    [InlineData(15, 0, 60, 120, 0, "policy.holdMinutes")]
    [InlineData(15, 0, 60, 120, 1441, "policy.holdMinutes")]
    public void What_is_out_of_bounds_is_named(int slot, int notice, int horizon, int cancel, int hold, string path) =>
        Assert.Equal(path, Assert.Single(new ShopPolicy(slot, notice, horizon, cancel, hold).Check()).Field);

    [Fact]
    public void A_huge_horizon_does_not_overflow_the_bound_of_the_notice() =>
        Assert.Single(new ShopPolicy(15, int.MaxValue, int.MaxValue, 0, 10).Check());

    [Theory]
    [InlineData("demo", true)]
    [InlineData("shop-0001", true)]
    [InlineData("7", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("-demo", false)]
    [InlineData("demo-", false)]
    [InlineData("Demo", false)]
    [InlineData("de mo", false)]
    [InlineData("dem\u00F6", false)]
    [InlineData("bookings", false)]
    [InlineData("v1", false)]
    [InlineData("019a0000-0000-7000-8000-000000000000", false)]
    [InlineData("019a0000000070008000000000000000", false)]
    public void A_slug_is_plain_and_never_reads_as_an_id_or_another_page(string? slug, bool allowed)
    {
        Assert.Equal(allowed, ShopNames.IsSlug(slug));
        Assert.False(ShopNames.IsSlug(new string('a', 64)));
    }
}
