using BookedBarber.Api.Hosting;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});
var settings = ApiSettings.Read(builder.Configuration, builder.Environment);
await using var database = await Startup.OpenDatabaseAsync(settings, builder);
if (database is null)
{
    return 1;
}

builder.AddApi(settings, database);
await using var app = builder.Build();
app.MapApi();
app.GreetWhenStarted(database);
await app.RunAsync();
return 0;
