using BookedBarber.Api.Access;
using BookedBarber.Api.Demo;
using BookedBarber.Silo.Database;

namespace BookedBarber.Api.Hosting;

/// <summary>Five lines on the console: what is running where, and what to try next.</summary>
public static class Greeting
{
    /// <summary>Prints them once the process takes requests.</summary>
    public static void GreetWhenStarted(this WebApplication app, SiloDatabase database)
    {
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var address = app.Urls.FirstOrDefault()?.TrimEnd('/') ?? "";
            var settings = app.Services.GetRequiredService<ApiSettings>();
            var shop = settings.Demo ? $"shop '{DemoShops.Slug}'" : "no demo shop";
            var next = settings.Demo ? $"curl {address}/v1/shops/{DemoShops.Slug}" : $"curl {address}/health/ready";
            Console.WriteLine($"""
                BookedBarber   {address}  ({shop}; API document: {address}/openapi/v1.json)
                Database       {database.Description}
                Administrator  {app.Services.GetRequiredService<FirstAdministrator>().Whereabouts}
                Try next       open {address}/ or: {next}
                Stop           Ctrl-C stops everything that was started
                """);
        });
    }
}
