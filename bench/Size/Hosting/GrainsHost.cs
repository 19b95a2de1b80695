using System.Diagnostics;
using BookedBarber.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Size.Hosting;

/// <summary>The grains of one process, composed as in the program, and a clock that can be put forward.</summary>
internal sealed class GrainsHost : IAsyncDisposable
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);

    // More than the quarter of an hour after which a grain that nobody calls is collected.
    private static readonly TimeSpan LongIdle = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly IHost _host;
    private readonly MovableClock _clock;
    private readonly ActiveGrains _active;

    private GrainsHost(IHost host, MovableClock clock, ActiveGrains active)
    {
        _host = host;
        _clock = clock;
        _active = active;
    }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<GrainsHost> StartAsync(string database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var clock = new MovableClock();
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddGrains(database);
        builder.Services.LookEvery(LookPeriod);
        var active = new ActiveGrains();
        var host = builder.Build();
        await host.StartAsync();
        return new GrainsHost(host, clock, active);
    }

    /// <summary>Lets so much time pass that all grains are idle, and waits until they are collected.</summary>
    /// <returns>How many were active.</returns>
    /// <exception cref="TimeoutException">Some are still active.</exception>
    public async Task<long> CollectIdleAsync()
    {
        var before = _active.Count();
        _clock.PutForward(LongIdle);
        var started = Stopwatch.GetTimestamp();
        while (_active.Count() is > 0 and var left)
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"{left:N0} grains are idle and were not collected.");
            }

            await Task.Delay(LookPeriod / 10);
        }

        return before;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _active.Dispose();
    }
}
