using System.Text;
using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Hostile;

/// <summary>Nobody makes the server read without end.</summary>
public sealed class BodySizeTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const int MaxBytes = 64 * 1024;

    [PostgresFact]
    public async Task A_body_of_the_largest_size_is_read()
    {
        var house = await House.OpenAsync(api);

        (await house["book"].KnockAsync(Padded(house["book"], MaxBytes))).Expect(201);
    }

    [PostgresFact]
    public async Task A_body_one_byte_larger_is_refused_with_and_without_a_content_length()
    {
        var house = await House.OpenAsync(api);
        var before = await house.LookAsync();

        foreach (var door in house.Doors)
        {
            var body = Padded(door, MaxBytes + 1);
            (await door.KnockAsync(body)).ExpectProblem(413, "body_too_large");
            (await door.KnockAsync(new Chunked(body))).ExpectProblem(413, "body_too_large");
        }

        Assert.Equal(before, await house.LookAsync());
    }

    [PostgresFact]
    public async Task A_body_that_is_announced_as_huge_is_refused_before_it_is_sent()
    {
        var house = await House.OpenAsync(api);

        var answer = await RawHttp.SendAsync(api.Process.Address, $"""
            POST {house.Shop.Path}/bookings HTTP/1.1
            Host: localhost
            Content-Type: application/json
            Content-Length: 4000000000
            Idempotency-Key: k

            {"{"}
            """);

        Assert.Equal(413, answer.Status);
        Assert.Contains("Connection: close", answer.Text, StringComparison.OrdinalIgnoreCase);
    }

    [PostgresFact]
    public async Task A_body_that_never_ends_is_cut_off()
    {
        var house = await House.OpenAsync(api);
        var before = await house.LookAsync();

        var answer = await RawHttp.SendEndlesslyAsync(
            api.Process.Address,
            $"""
            POST {house.Shop.Path}/bookings HTTP/1.1
            Host: localhost
            Content-Type: application/json
            Transfer-Encoding: chunked
            Idempotency-Key: k


            """,
            chunk: "1000\r\n" + new string(' ', 0x1000) + "\r\n",
            atMostBytes: 64 * 1024 * 1024);

        Assert.Equal(413, answer.Status);
        Assert.Equal(before, await house.LookAsync());
    }

    private static byte[] Padded(Door door, int bytes)
    {
        var body = Encoding.UTF8.GetBytes(door.Body.ToJsonString());
        return [.. body, .. Enumerable.Repeat((byte)' ', bytes - body.Length)];
    }

    /// <summary>A body whose length nobody was told.</summary>
    private sealed class Chunked : HttpContent
    {
        private readonly byte[] _body;

        public Chunked(byte[] body)
        {
            _body = body;
            Headers.ContentType = new("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            foreach (var part in _body.Chunk(4_096))
            {
                await stream.WriteAsync(part);
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
