using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Load.Tests;

/// <summary>A front door that answers as a test wants, mostly wrong.</summary>
internal sealed class FakeApi : IAsyncDisposable
{
    private const string Id = "01890a5d-ac96-774b-bcce-b302099a8057";
    private const string Start = "2030-01-07T09:00:00+01:00";

    private readonly WebApplication _app;

    private FakeApi(WebApplication app) => _app = app;

    /// <summary>How scripts find it.</summary>
    public (string Name, string Value)[] Settings =>
        [("BASE_URL", _app.Urls.Single()), ("SHOPS", "1"), ("THINK_SECONDS", "0.01")];

    /// <summary>A server that has one shop with one start, always open, and answers bookings like this.</summary>
    public static Task<FakeApi> BookingAsync(RequestDelegate book) => StartAsync(app =>
    {
        app.MapGet("/v1/shops/{shop}", () => Json(new JsonObject
        {
            ["policy"] = new JsonObject { ["horizonDays"] = 60 },
            ["services"] = new JsonArray(new JsonObject { ["id"] = Id }),
        }));
        app.MapGet("/v1/shops/{shop}/availability", (HttpResponse response) =>
        {
            response.Headers.ETag = "\"1\"";
            var slot = new JsonObject { ["start"] = Start, ["barbers"] = new JsonArray(Id) };
            return Json(new JsonObject
            {
                ["days"] = new JsonArray(new JsonObject { ["slots"] = new JsonArray(slot) }),
            });
        });
        app.MapPost("/v1/shops/{shop}/bookings", book);
    });

    /// <summary>A server that answers everything with this.</summary>
    public static Task<FakeApi> AnsweringAsync(int status) =>
        StartAsync(app => app.MapFallback(() => Results.StatusCode(status)));

    /// <summary>Answers with a new booking.</summary>
    public static Task AcceptAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status201Created;
        return context.Response.WriteAsync(new JsonObject { ["id"] = Id, ["manageToken"] = "token" }.ToJsonString());
    }

    /// <summary>Answers with a conflict.</summary>
    public static Task RefuseAsync(HttpContext context, string code)
    {
        context.Response.StatusCode = StatusCodes.Status409Conflict;
        return context.Response.WriteAsync(new JsonObject { ["code"] = code }.ToJsonString());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<FakeApi> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new FakeApi(app);
    }

    private static IResult Json(JsonObject body) => Results.Text(body.ToJsonString(), "application/json");
}
