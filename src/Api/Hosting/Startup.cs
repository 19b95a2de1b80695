using BookedBarber.Silo.Database;
using BookedBarber.Silo.Telemetry;

namespace BookedBarber.Api.Hosting;

/// <summary>What happens before there is a host.</summary>
public static class Startup
{
    /// <summary>
    /// Opens the database; null when that is impossible for a reason that the operator can mend, which is then on the
    /// console.
    /// </summary>
    public static async Task<SiloDatabase?> OpenDatabaseAsync(ApiSettings settings, WebApplicationBuilder builder)
    {
        using var loggers = LoggerFactory.Create(logging => logging
            .AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddProgramConsole(builder.Environment));
        try
        {
            return await SiloDatabase.OpenAsync(
                settings.ConnectionString, settings.DataDirectory, loggers, CancellationToken.None);
        }
        catch (SiloDatabaseException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return null;
        }
    }
}
