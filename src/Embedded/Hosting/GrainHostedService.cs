using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Diagnostics;
using Orleans.Reminders;

namespace Orleans.Hosting;

/// <summary>Starts and stops grains with the host.</summary>
internal sealed class GrainHostedService(
    GrainRuntime runtime, IServiceProvider services, ReminderService? reminders = null) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        runtime.Start();
        _ = services.GetRequiredService<RuntimeInstruments>();
        if (reminders is not null) await reminders.StartAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        reminders?.Stop();
        return runtime.DrainAsync(cancellationToken);
    }
}
