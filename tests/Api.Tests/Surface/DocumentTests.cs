using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Surface;

/// <summary>What the program says of itself: the API document and its health.</summary>
public sealed class DocumentTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static readonly string[] Routes =
    [
        "GET /v1/shops/{shop}",
        "GET /v1/shops/{shop}/availability",
        "GET /v1/shops/{shop}/availability/stream",
        "POST /v1/shops/{shop}/bookings",
        "GET /v1/bookings/{id}",
        "POST /v1/bookings/{id}/cancel",
        "POST /v1/bookings/{id}/reschedule",
        "POST /v1/shops",
        "PUT /v1/shops/{shop}",
        "POST /v1/shops/{shop}/services",
        "PUT /v1/shops/{shop}/services/{id}",
        "DELETE /v1/shops/{shop}/services/{id}",
        "POST /v1/shops/{shop}/barbers",
        "PUT /v1/shops/{shop}/barbers/{id}",
        "DELETE /v1/shops/{shop}/barbers/{id}",
        "PUT /v1/shops/{shop}/barbers/{id}/hours",
        "POST /v1/shops/{shop}/barbers/{id}/time-off",
        "POST /v1/shops/{shop}/barbers/{id}/busy",
        "GET /v1/shops/{shop}/barbers/{id}/busy",
        "DELETE /v1/shops/{shop}/barbers/{id}/busy/{calendar}",
        "GET /v1/shops/{shop}/barbers/{id}/feed",
        "POST /v1/shops/{shop}/barbers/{id}/feed",
        "GET /v1/shops/{shop}/barbers/{id}/calendar.ics",
        "GET /v1/bookings/{id}/calendar.ics",
        "GET /v1/shops/{shop}/keys",
        "POST /v1/shops/{shop}/keys",
        "DELETE /v1/shops/{shop}/keys/{id}",
        "DELETE /v1/administrators/keys/{id}",
        "GET /v1/shops/{shop}/bookings",
        "GET /v1/shops/{shop}/bookings/stream",
        "POST /v1/bookings/{id}/confirm",
        "POST /v1/bookings/{id}/check-in",
        "POST /v1/bookings/{id}/complete",
        "POST /v1/bookings/{id}/no-show",
    ];

    [PostgresFact]
    public async Task The_api_document_has_every_route_with_a_summary_and_its_answers()
    {
        var document = (await api.Anonymous.GetAsync("/openapi/v1.json")).Expect(200);

        var operations = document["paths"].EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (
                Name: $"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value)))
            .ToList();
        Assert.Empty(Routes.Except(operations.Select(operation => operation.Name)));
        foreach (var (_, operation) in operations)
        {
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            Assert.NotEmpty(operation.GetProperty("responses").EnumerateObject());
        }
    }

    [PostgresFact]
    public async Task Health_says_that_the_process_lives_and_that_it_can_work()
    {
        var live = (await api.Anonymous.GetAsync("/health/live")).Expect(200);
        var ready = (await api.Anonymous.GetAsync("/health/ready")).Expect(200);

        Assert.Equal("ok", live["status"].GetString());
        Assert.Equal("ok", ready["status"].GetString());
        Assert.Equal("ok", ready["checks"].GetProperty("database").GetString());
        Assert.Equal("ok", ready["checks"].GetProperty("grains").GetString());
    }
}
