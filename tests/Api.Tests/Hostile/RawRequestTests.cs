using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Hostile;

/// <summary>Requests that are hardly HTTP.</summary>
public sealed class RawRequestTests(RunningApi api) : IClassFixture<RunningApi>
{
    public static TheoryData<string> Requests => new(
        "GET /v1/shops/demo\0 HTTP/1.1\nHost: localhost\n\n",
        "GET /v1/shops/%00 HTTP/1.1\nHost: localhost\nConnection: close\n\n",
        "GET /v1/shops/%zz HTTP/1.1\nHost: localhost\nConnection: close\n\n",
        "GET /v1/shops/%c3%28 HTTP/1.1\nHost: localhost\nConnection: close\n\n",
        "GET /v1/shops/..%2f..%2fetc%2fpasswd HTTP/1.1\nHost: localhost\nConnection: close\n\n",
        "GET /v1/shops/x HTTP/1.1\n\n",
        "GET /v1/shops/x HTTP/1.1\nHost: localhost\nAuthorization: Bearer \0\n\n",
        "GET /v1/shops/x HTTP/1.1\nHost: localhost\nContent-Length: -1\n\n",
        "GET /v1/shops/x HTTP/9.9\nHost: localhost\n\n",
        "BREW /v1/shops/x HTTP/1.1\nHost: localhost\nConnection: close\n\n",
        "G\u00ebT /v1/shops/x HTTP/1.1\nHost: localhost\n\n",
        "POST /v1/shops HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\nContent-Length: 4\n\nzzz\n",
        "not http at all\n\n");

    [PostgresTheory]
    [MemberData(nameof(Requests))]
    public async Task What_is_hardly_http_is_the_callers_mistake(string request)
    {
        var answer = await RawHttp.SendAsync(api.Process.Address, request);

        Assert.True(answer.Status is (>= 400 and < 500) or 505, answer.Text);
        (await api.Anonymous.GetAsync("/health/live")).Expect(200);
    }

    [PostgresFact]
    public async Task A_request_line_or_headers_without_end_are_refused()
    {
        var endless = new string('a', 40_000);

        var line = await RawHttp.SendAsync(api.Process.Address, $"GET /{endless} HTTP/1.1\nHost: localhost\n\n");
        var headers = await RawHttp.SendAsync(
            api.Process.Address, $"GET / HTTP/1.1\nHost: localhost\nX-Header: {endless}\n\n");

        Assert.Equal((414, 431), (line.Status, headers.Status));
    }

    [PostgresFact]
    public async Task Two_idempotency_keys_are_none()
    {
        var house = await House.OpenAsync(api);
        var body = house["book"].Body.ToJsonString();

        var answer = await RawHttp.SendAsync(api.Process.Address, $"""
            POST {house.Shop.Path}/bookings HTTP/1.1
            Host: localhost
            Content-Type: application/json
            Content-Length: {body.Length}
            Idempotency-Key: one
            Idempotency-Key: two

            {body}
            """);

        Assert.Equal(400, answer.Status);
        Assert.Equal(1, await api.Table.CountAsync(house.Shop.Id));
    }

    [PostgresTheory]
    [InlineData("caf\u00c3\u00a9")]
    [InlineData("a\tb")]
    [InlineData("a\u007fb")]
    [InlineData("\u00ff\u00fe")]
    [InlineData("a\u0001b")]
    [InlineData("a\0b")]
    public async Task An_idempotency_key_that_cannot_be_printed_is_refused(string key)
    {
        var house = await House.OpenAsync(api);
        var body = house["book"].Body.ToJsonString();

        var answer = await RawHttp.SendAsync(api.Process.Address, $"""
            POST {house.Shop.Path}/bookings HTTP/1.1
            Host: localhost
            Content-Type: application/json
            Content-Length: {body.Length}
            Idempotency-Key: {key}

            {body}
            """);

        Assert.InRange(answer.Status, 400, 499);
        Assert.Equal(1, await api.Table.CountAsync(house.Shop.Id));
    }
}
