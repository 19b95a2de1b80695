using BookedBarber.Api.Hosting;
using BookedBarber.Silo.Health;
using BookedBarber.Silo.Hosting;

if (HealthProbe.IsAskedFor(args))
{
    return await HealthProbe.RunAsync(args);
}

return await Startup.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = args,
        ContentRootPath = AppContext.BaseDirectory,
    });
    var settings = ApiSettings.Read(builder.Configuration, builder.Environment);
    await using var database = await Startup.OpenDatabaseAsync(
        settings.ConnectionString, settings.DataDirectory, builder);
    builder.AddApi(settings, database);
    await using var app = builder.Build();
    app.MapApi();
    app.GreetWhenStarted(database);
    await app.RunAsync();
});
