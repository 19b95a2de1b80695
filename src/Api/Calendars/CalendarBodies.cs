using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization;
using BookedBarber.Api.Http;
using BookedBarber.Calendars.Reading;
using BookedBarber.Grains.Interfaces.Calendars;
using Microsoft.AspNetCore.Http.Metadata;

namespace BookedBarber.Api.Calendars;

/// <summary>The address of a calendar, in a body.</summary>
/// <param name="Url"><c>http</c>, <c>https</c> or <c>webcal</c>.</param>
/// <param name="Name">What the barber calls it; left out, its host.</param>
public sealed record SubscriptionBody(string? Url, string? Name);

/// <summary>The calendars in which a barber is busy.</summary>
/// <param name="Items">By name.</param>
/// <param name="Next">Always null: there are few.</param>
public sealed record BusyCalendarListView(
    ImmutableArray<BusyCalendarMessage> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>Where a barber's bookings can be subscribed to. Who knows it can read them.</summary>
/// <param name="Url">The address.</param>
public sealed record FeedView(string Url);

/// <summary>The one address to which more than the usual may be sent.</summary>
internal sealed class CalendarSizeLimit : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => CalendarLimits.MaxBytes + 1;
}

/// <summary>Reads bodies that are calendars.</summary>
internal static class CalendarBody
{
    public const string ContentType = "text/calendar";

    public static bool IsMeantBy(HttpRequest request) =>
        request.ContentType is { } type
        && (type.Equals(ContentType, StringComparison.OrdinalIgnoreCase)
            || type.StartsWith($"{ContentType};", StringComparison.OrdinalIgnoreCase));

    /// <summary>The text, or <c>body_too_large</c>.</summary>
    public static async Task<(string? Text, ApiProblem? Problem)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.Buffer.Length > CalendarLimits.MaxBytes)
            {
                return (null, ApiProblem.Of(
                    StatusCodes.Status413PayloadTooLarge,
                    ApiProblemCodes.BodyTooLarge,
                    $"A calendar must be at most {CalendarLimits.MaxBytes} bytes."));
            }

            if (read.IsCompleted)
            {
                var text = Encoding.UTF8.GetString(read.Buffer);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return (text, null);
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
