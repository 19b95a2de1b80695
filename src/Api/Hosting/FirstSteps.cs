using BookedBarber.Api.Access;
using BookedBarber.Api.Demo;

namespace BookedBarber.Api.Hosting;

/// <summary>
/// What is done after the grains run and before the first request is taken: keys, demo shops and their people.
/// </summary>
public sealed class FirstSteps(FirstAdministrator administrator, DemoShops demo, DemoPeople people) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await administrator.EnsureAsync();
        await demo.EnsureAsync(cancellationToken);
        await people.EnsureAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
