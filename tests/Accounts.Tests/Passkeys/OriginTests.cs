using BookedBarber.Accounts.Passkeys;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Accounts.Tests.Passkeys;

/// <summary>From where passkeys are taken.</summary>
public sealed class OriginTests
{
    [Theory]
    [InlineData("https://barber.example", true)]
    [InlineData("https://barber.example:443", true)]
    [InlineData("https://BARBER.example", true)]
    [InlineData("https://barber.example:8443", false)]
    [InlineData("http://barber.example", false)]
    [InlineData("https://book.barber.example", false)]
    [InlineData("https://example", false)]
    [InlineData("barber.example", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void With_a_public_address_it_must_be_that_wherever_it_was_asked(string? origin, bool isOwn) => Assert.Equal(
        isOwn, PasskeyOrigin.IsOwn(origin, new Uri("https://barber.example/here"), new HostString("10.0.0.7", 8080)));

    [Theory]
    [InlineData("http://localhost:5080", "localhost:5080", true)]
    [InlineData("http://localhost:5080", "localhost:5081", false)]
    [InlineData("http://localhost:5080", "localhost", false)]
    [InlineData("https://barber.example", "barber.example", true)]
    [InlineData("https://barber.example", "other.example", false)]
    [InlineData("https://a.barber.example", "barber.example", false)]
    [InlineData("android:apk-key-hash:abc", "barber.example", false)]
    public void Without_one_it_must_be_where_it_was_asked(string origin, string host, bool isOwn) =>
        Assert.Equal(isOwn, PasskeyOrigin.IsOwn(origin, publicUrl: null, new HostString(host)));
}
