using System.Net;
using BookedBarber.Silo.Hosting;
using Microsoft.Extensions.Configuration;

namespace BookedBarber.Silo.Tests;

public sealed class SiloSettingsTests
{
    private const string Database = "ConnectionStrings:BookedBarber";

    [Fact]
    public void Without_more_than_a_database_a_silo_is_for_this_machine()
    {
        var settings = Read((Database, "Host=db"));

        Assert.Equal("Host=db", settings.ConnectionString);
        Assert.Equal(IPAddress.Loopback, settings.Address);
        Assert.NotEqual(settings.Port, settings.GatewayPort);
    }

    [Fact]
    public void A_silo_is_where_its_settings_say()
    {
        var settings = Read(
            (Database, "Host=db"), ("BookedBarber:Silo:Address", "10.1.2.3"), ("BookedBarber:Silo:Port", "7001"),
            ("BookedBarber:Silo:GatewayPort", "7002"));

        Assert.Equal((IPAddress.Parse("10.1.2.3"), 7001, 7002), (settings.Address, settings.Port, settings.GatewayPort));
    }

    [Theory]
    [InlineData("Address", "everywhere", "BookedBarber__Silo__Address")]
    [InlineData("Address", "0.0.0.0", "BookedBarber__Silo__Address")]
    [InlineData("Address", "::", "BookedBarber__Silo__Address")]
    [InlineData("Port", "0", "BookedBarber__Silo__Port")]
    [InlineData("Port", "65536", "BookedBarber__Silo__Port")]
    [InlineData("GatewayPort", "-1", "BookedBarber__Silo__GatewayPort")]
    public void A_setting_that_cannot_be_meant_is_named(string name, string value, string variable)
    {
        var refusal = Assert.Throws<SettingException>(
            () => Read((Database, "Host=db"), ($"BookedBarber:Silo:{name}", value)));

        Assert.Contains(variable, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silo_without_a_database_is_refused() => Assert.Contains(
        "ConnectionStrings__BookedBarber", Assert.Throws<SettingException>(() => Read()).Message, StringComparison.Ordinal);

    private static SiloSettings Read(params (string Name, string Value)[] values) => SiloSettings.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.ToDictionary(value => value.Name, value => (string?)value.Value))
            .Build());
}
