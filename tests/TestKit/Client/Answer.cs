using System.Net.Http.Headers;
using System.Text.Json;
using BookedBarber.TestKit.Processes;
using Xunit.Sdk;

namespace BookedBarber.TestKit.Client;

/// <summary>What the server answered to one request.</summary>
public sealed class Answer
{
    private const string ProblemType = "application/problem+json";

    private readonly string _request;
    private readonly HttpResponseHeaders _headers;
    private readonly ConsoleLines _console;
    private readonly Lazy<JsonElement> _json;

    private Answer(string request, HttpResponseMessage response, string text, ConsoleLines console)
    {
        _request = request;
        _console = console;
        _headers = response.Headers;
        _json = new Lazy<JsonElement>(Parse);
        Status = (int)response.StatusCode;
        MediaType = response.Content.Headers.ContentType?.MediaType;
        Text = text;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The media type of the body.</summary>
    public string? MediaType { get; }

    /// <summary>The body.</summary>
    public string Text { get; }

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => _json.Value;

    /// <summary>The code of a problem; null when it is none.</summary>
    public string? Code => MediaType == ProblemType ? Json.GetProperty("code").GetString() : null;

    /// <summary>The entity tag.</summary>
    public string? ETag => _headers.ETag?.ToString();

    /// <summary>The address of what was made.</summary>
    public string? Location => _headers.Location?.ToString();

    /// <summary>A member of the body.</summary>
    public JsonElement this[string name] => Json.GetProperty(name);

    /// <summary>The answer in a response, read to its end.</summary>
    public static async Task<Answer> ReadAsync(HttpResponseMessage response, ConsoleLines console)
    {
        var request = $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri?.PathAndQuery}";
        return new Answer(request, response, await response.Content.ReadAsStringAsync(), console);
    }

    /// <summary>A header, or null.</summary>
    public string? Header(string name) =>
        _headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    /// <summary>Fails unless the status is this one.</summary>
    public Answer Expect(int status) => Status == status
        ? this
        : throw new XunitException($"{_request}: expected {status}, got {this}");

    /// <summary>Fails unless it is this problem, in the form of a problem.</summary>
    public Answer ExpectProblem(int status, string code)
    {
        Expect(status).ExpectProblemForm();
        return Code == code ? this : throw new XunitException($"{_request}: expected {code}, got {this}");
    }

    /// <summary>Fails unless it is a problem that the caller has caused.</summary>
    public Answer ExpectCallersProblem() => Status is >= 400 and < 500
        ? ExpectProblemForm()
        : throw new XunitException($"{_request}: expected a 4xx problem, got {this}");

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Status} {MediaType}: {(Text.Length > 800 ? Text[..800] : Text)}{(Status == 500 ? $"\n{_console}" : "")}";

    private Answer ExpectProblemForm()
    {
        var wellFormed = MediaType == ProblemType
            && Json.GetProperty("status").GetInt32() == Status
            && Json.GetProperty("code").GetString() is { Length: > 0 }
            && Json.GetProperty("title").GetString() is { Length: > 0 }
            && Json.GetProperty("detail").GetString() is { Length: > 0 };
        return wellFormed ? this : throw new XunitException($"{_request}: expected problem details, got {this}");
    }

    private JsonElement Parse()
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(Text);
        }
        catch (JsonException)
        {
            throw new XunitException($"{_request}: expected JSON, got {this}");
        }
    }
}
