using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BookedBarber.Api.Http;

/// <summary>Reads bodies, and says of a bad one what is wrong with it.</summary>
public static class RequestBody
{
    /// <summary>The largest body that is read.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>
    /// Reads a JSON body. <c>unsupported_media_type</c>, <c>body_too_large</c> or <c>malformed_request</c> when it is
    /// not one; <c>validation_failed</c> with the field when a value has the wrong type.
    /// </summary>
    public static async Task<(T? Value, ApiProblem? Problem)> ReadAsync<T>(
        HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        // Most say it in these words, and need not be parsed.
        if (request.ContentType is not "application/json" && !request.HasJsonContentType())
        {
            return (null, ApiProblem.Of(
                StatusCodes.Status415UnsupportedMediaType,
                ApiProblemCodes.UnsupportedMediaType,
                "The body must be application/json."));
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > MaxBytes)
            {
                return (null, TooLarge());
            }

            if (read.IsCompleted)
            {
                var result = Parse(read.Buffer, type);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return result;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static ApiProblem TooLarge() => ApiProblem.Of(
        StatusCodes.Status413PayloadTooLarge,
        ApiProblemCodes.BodyTooLarge,
        $"The body must be at most {MaxBytes} bytes.");

    private static (T? Value, ApiProblem? Problem) Parse<T>(ReadOnlySequence<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            var value = JsonSerializer.Deserialize(ref reader, type);
            while (reader.Read())
            {
                // A second value after the first is an error that the reader reports.
            }

            return value is null ? (null, Malformed("null is not an object")) : (value, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, Explain(body, exception));
        }
    }

    private static ApiProblem Explain(ReadOnlySequence<byte> body, Exception exception)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Malformed("the outermost value must be an object");
            }
        }
        catch (JsonException syntax)
        {
            return Malformed(
                $"line {syntax.LineNumber + 1}, byte {syntax.BytePositionInLine + 1} is not what JSON allows there");
        }

        var path = (exception as JsonException)?.Path;
        return ApiProblem.Invalid(
            path is { Length: > 2 } ? path[2..] : "body",
            "must have the type and form that the API describes, and stand there once");
    }

    private static ApiProblem Malformed(string reason) => ApiProblem.Of(
        StatusCodes.Status400BadRequest, ApiProblemCodes.MalformedRequest, $"The body is not valid JSON: {reason}.");
}
