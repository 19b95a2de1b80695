using BookedBarber.Api.Access;
using BookedBarber.Api.Demo;
using BookedBarber.Api.Http;

namespace BookedBarber.Api.Hosting;

/// <summary>
/// What is done after the grains run and before the first request is taken: keys, demo shops and their people. What is
/// there already stays as it is, so that a step which came to no answer is taken again.
/// </summary>
public sealed partial class FirstSteps(
    FirstAdministrator administrator,
    DemoShops demo,
    DemoPeople people,
    TimeProvider clock,
    ILogger<FirstSteps> logger) : IHostedService
{
    // The first calls of a program are its slowest, and the database or the silos may be starting beside it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await administrator.EnsureAsync();
                await demo.EnsureAsync(cancellationToken);
                await people.EnsureAsync(cancellationToken);
                return;
            }
            catch (Exception exception) when (MayPass(exception) && clock.GetElapsedTime(started) < Patience
                && !cancellationToken.IsCancellationRequested)
            {
                LogAgain(logger, exception.Message);
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool MayPass(Exception exception) =>
        ProblemHandling.ProblemOf(exception).Status == StatusCodes.Status503ServiceUnavailable;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The first steps are taken again: {Reason}")]
    private static partial void LogAgain(ILogger logger, string reason);
}
