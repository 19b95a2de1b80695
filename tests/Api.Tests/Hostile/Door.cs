using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Api.Tests.Hostile;

/// <summary>An endpoint that reads a body, with one that it would take.</summary>
internal sealed record Door(string Name, HttpMethod Method, string Path, JsonObject Body, ApiClient Client)
{
    public Task<Answer> KnockAsync(string body) => KnockAsync(Encoding.UTF8.GetBytes(body));

    public Task<Answer> KnockAsync(byte[] body, string? mediaType = "application/json")
    {
        var content = new ByteArrayContent(body);
        if (mediaType is not null)
        {
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        }

        return KnockAsync(content);
    }

    public Task<Answer> KnockAsync(HttpContent content) =>
        Client.SendAsync(Method, Path, content, ("Idempotency-Key", Guid.NewGuid().ToString()));
}
