using System.Diagnostics;
using BookedBarber.Simulation.Tests.Runs;

namespace BookedBarber.Simulation.Tests;

public sealed class RepetitionTests
{
    private const int Seeds = 25;
    private const int DeadlineSeconds = 120;

    [Fact]
    public void A_seed_has_one_history()
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Assert.Equal(SimulatedRun.Play(seed, Subject.Real).History, SimulatedRun.Play(seed, Subject.Real).History);
        }
    }

    [Fact]
    public void Another_seed_has_another_history() => Assert.Equal(
        Seeds,
        Enumerable.Range(1, Seeds).Select(seed => SimulatedRun.Play((ulong)seed, Subject.Real).History).Distinct().Count());

    /// <summary>
    /// Hash codes of texts, addresses, the compiler's choices and the number of threads differ from process to process;
    /// the language, the time zone and the directory from machine to machine.
    /// </summary>
    [Theory]
    [InlineData("DOTNET_TieredCompilation", "0")]
    [InlineData("DOTNET_PROCESSOR_COUNT", "1")]
    [InlineData("TZ", "Pacific/Auckland")]
    [InlineData("LANG", "de_DE.UTF-8")]
    public async Task Another_process_tells_the_same_history_byte_for_byte(string variable, string value)
    {
        const ulong Seed = 116;
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "exec", "--runtimeconfig", typeof(Campaign).Assembly.Location.Replace(".dll", ".runtimeconfig.json"),
                typeof(Campaign).Assembly.Location, "--seed", $"{Seed}",
            },
            Environment = { [variable] = value },
        };
        if (!Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.Ordinal))
        {
            start.FileName = "dotnet";
        }

        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(DeadlineSeconds));
        var history = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(SimulatedRun.Play(Seed, Subject.Real).History, history);
    }
}
