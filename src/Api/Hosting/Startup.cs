using BookedBarber.Silo.Database;

namespace BookedBarber.Api.Hosting;

/// <summary>What happens before there is a host.</summary>
public static class Startup
{
    /// <summary>
    /// Opens the database; null when that is impossible for a reason that the operator can mend, which is then on the
    /// console.
    /// </summary>
    public static async Task<SiloDatabase?> OpenDatabaseAsync(ApiSettings settings, ConfigurationManager configuration)
    {
        using var loggers = LoggerFactory.Create(
            logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddConsole());
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
