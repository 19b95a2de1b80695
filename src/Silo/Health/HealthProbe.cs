namespace BookedBarber.Silo.Health;

/// <summary>
/// Asks a running process how it is: <c>dotnet BookedBarber.Api.dll --health http://localhost:8080/health/ready</c>. An
/// image that holds neither a shell nor curl has nothing else to ask with.
/// </summary>
public static class HealthProbe
{
    /// <summary>The argument that asks for this instead of for the program.</summary>
    public const string Argument = "--health";

    // A readiness check gives up after two seconds by itself; whoever starts this waits a little longer.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4);

    /// <summary>Whether the arguments of a program ask for this.</summary>
    public static bool IsAskedFor(string[] args) => args is [Argument, ..];

    /// <summary>Asks once, within four seconds; what is wrong is on standard error.</summary>
    /// <param name="args"><c>--health</c> and the address to ask.</param>
    /// <returns>The exit code: 0 when the answer is a success, 1 for everything else.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [Argument, var text] || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme != Uri.UriSchemeHttp)
        {
            await Console.Error.WriteLineAsync($"{Argument} takes one http address, such as the one of /health/ready.");
            return 1;
        }

        // The environment may name a proxy, which would answer for the process.
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = Deadline };
        try
        {
            using var answer = await client.GetAsync(address);
            if (answer.IsSuccessStatusCode)
            {
                return 0;
            }

            await Console.Error.WriteLineAsync($"{address} answered {(int)answer.StatusCode}.");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address} did not answer: {exception.Message}");
        }

        return 1;
    }
}
