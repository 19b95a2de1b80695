using System.Text.Json;
using BookedBarber.Api.Http;

namespace BookedBarber.Api.Metrics;

/// <summary>A refusal that is counted by the code in what the client is sent.</summary>
internal sealed class CountedRefusal(ApiProblemResult refusal, BookingInstruments bookings) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var client = response.Body;
        using var copy = new MemoryStream();
        response.Body = copy;
        try
        {
            await refusal.ExecuteAsync(httpContext);
        }
        finally
        {
            response.Body = client;
        }

        var bytes = copy.GetBuffer().AsMemory(0, (int)copy.Length);
        if (JsonSerializer.Deserialize(bytes.Span, ApiJson.Default.ApiProblem) is { } problem)
        {
            bookings.Refused(problem.Code);
        }

        await client.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
