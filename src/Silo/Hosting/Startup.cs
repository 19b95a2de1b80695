using BookedBarber.Silo.Database;
using BookedBarber.Silo.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Silo.Hosting;

/// <summary>What happens before there is a host.</summary>
public static class Startup
{
    /// <summary>
    /// Runs a program; when it cannot start for a reason that the operator can mend, the reason is on the console and
    /// the exit code is 1.
    /// </summary>
    public static async Task<int> RunAsync(Func<Task> program)
    {
        try
        {
            await program();
            return 0;
        }
        catch (Exception exception) when (exception is SettingException or SiloDatabaseException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    /// <summary>Opens the database, and brings its schema up to date.</summary>
    /// <param name="connectionString">Where it is; null starts a private server.</param>
    /// <param name="dataDirectory">Where a private server keeps its data.</param>
    /// <param name="builder">How to log.</param>
    /// <exception cref="SiloDatabaseException">The operator has to do something first.</exception>
    public static async Task<SiloDatabase> OpenDatabaseAsync(
        string? connectionString, string dataDirectory, IHostApplicationBuilder builder)
    {
        using var loggers = LoggerFactory.Create(logging => logging
            .AddConfiguration(builder.Configuration.GetSection("Logging"))
            .AddProgramConsole(builder.Environment));
        return await SiloDatabase.OpenAsync(connectionString, dataDirectory, loggers, CancellationToken.None);
    }
}
