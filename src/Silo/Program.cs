using BookedBarber.Silo.Health;
using BookedBarber.Silo.Hosting;
using BookedBarber.Silo.Operations;
using BookedBarber.Silo.Telemetry;
using Microsoft.AspNetCore.Builder;

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
    var settings = SiloSettings.Read(builder.Configuration);
    builder.UseDefaultUrl("http://localhost:5081");
    builder.AddTelemetry("bookedbarber-silo");
    builder.AddSilo(settings);
    builder.AddSiloFigures(settings);
    await using var database = await Startup.OpenDatabaseAsync(
        settings.ConnectionString, builder.Environment.ContentRootPath, builder);
    await using var app = builder.Build();
    app.MapHealth();
    app.MapMetrics();
    app.MapDashboard();
    app.GreetWhenStarted(settings);
    await app.RunAsync();
});
