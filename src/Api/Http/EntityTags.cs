using Microsoft.Net.Http.Headers;

namespace BookedBarber.Api.Http;

/// <summary>Answers that a client has already (RFC 9110, 13.1.2).</summary>
public static class EntityTags
{
    /// <summary>
    /// Whether the client says in <c>If-None-Match</c> that it has what this tag names: then 304 will do.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="tag">A strong entity tag with its quotes.</param>
    public static bool ClientHas(this HttpRequest request, string tag)
    {
        var given = request.Headers.IfNoneMatch;
        return given.Count > 0
            && EntityTagHeaderValue.TryParseList(given!, out var tags)
            && tags.Any(other => other.Tag == "*" || other.Tag == tag);
    }
}
