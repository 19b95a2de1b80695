using System.Text.Json;
using BookedBarber.Baseline;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services.ConfigureHttpJsonOptions(json =>
{
    json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
    json.SerializerOptions.TypeInfoResolverChain.Insert(0, BaselineJson.Default);
});

await using var database = await Database.OpenAsync(
    builder.Configuration["ConnectionString"] ?? throw new InvalidOperationException("ConnectionString is required."));
builder.Services.AddSingleton(database);
builder.Services.AddSingleton<ShopPages>();
builder.Services.AddSingleton<Bookings>();
builder.Services.AddSingleton<Failures>();

await using var app = builder.Build();
app.MapConstant();
app.MapSetup();
app.MapGet("/v1/shops/{shop:guid}/availability", ShopPages.GetAsync);
app.MapPost("/v1/shops/{shop:guid}/bookings", Bookings.PostAsync);
app.MapPost("/plain-insert/shops/{shop:guid}/bookings", Bookings.PostPlainAsync);
app.MapGet("/failures", (Failures failures) => failures.ToString());
await app.RunAsync();
