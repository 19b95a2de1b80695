using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Silo.Telemetry;

/// <summary>How log entries look on the console.</summary>
public static class ProgramConsole
{
    /// <summary>
    /// Text for people in Development. Elsewhere each entry is one line of JSON with its scopes, among them the trace
    /// id of the request.
    /// </summary>
    public static ILoggingBuilder AddProgramConsole(this ILoggingBuilder logging, IHostEnvironment environment) =>
        environment.IsDevelopment()
            ? logging.AddConsole()
            : logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            });
}
