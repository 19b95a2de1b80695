using BookedBarber.Api.Access;
using BookedBarber.Api.Demo;
using BookedBarber.Silo.Database;

namespace BookedBarber.Api.Hosting;

/// <summary>
/// Says what is running where: to a person in five lines, and before them how the people of the demo sign in; to
/// whoever collects logs in one entry.
/// </summary>
public static partial class Greeting
{
    /// <summary>Says it once the process takes requests.</summary>
    public static void GreetWhenStarted(this WebApplication app, SiloDatabase database) =>
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var address = app.Urls.FirstOrDefault()?.TrimEnd('/') ?? "";
            if (app.Environment.IsDevelopment())
            {
                Print(app.Services, address, database);
            }
            else
            {
                var key = app.Services.GetRequiredService<FirstAdministrator>().Whereabouts;
                LogStarted(app.Logger, address, database.Description, key);
            }
        });

    private static void Print(IServiceProvider services, string address, SiloDatabase database)
    {
        var settings = services.GetRequiredService<ApiSettings>();
        var shop = settings.Demo ? $"shop '{DemoShops.Slug}'" : "no demo shop";
        var next = settings.Demo
            ? $"open {address}/{DemoShops.Slug} and book a chair, or: curl {address}/v1/shops/{DemoShops.Slug}"
            : $"curl {address}/health/ready";
        foreach (var link in services.GetRequiredService<DemoPeople>().Links)
        {
            Console.WriteLine($"Sign in        as {link.Who}, {link.Email}, once: {address}{link.Path}");
        }

        Console.WriteLine($"""
            BookedBarber   {address}  ({shop}; API document: {address}/openapi/v1.json)
            Database       {database.Description}
            Administrator  {services.GetRequiredService<FirstAdministrator>().Whereabouts}
            Try next       {next}
            Stop           Ctrl-C stops everything that was started
            """);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Listens at {Address}; database: {Database}; administrator: {AdministratorKey}")]
    private static partial void LogStarted(ILogger logger, string address, string database, string administratorKey);
}
