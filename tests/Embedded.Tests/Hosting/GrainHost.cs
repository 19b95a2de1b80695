using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Hosting;

namespace BookedBarber.Embedded.Tests.Hosting;

/// <summary>A running host for the grains of this assembly. The only place where tests name the runtime.</summary>
public sealed class GrainHost : IAsyncDisposable
{
    private readonly IHost _host;
    private bool _stopped;

    private GrainHost(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    public static Task<GrainHost> StartAsync(Action<GrainHostOptions>? configure = null)
    {
        var options = new GrainHostOptions();
        configure?.Invoke(options);
        return StartAsync(options);
    }

    public async Task StopAsync()
    {
        if (_stopped) return;
        _stopped = true;
        await _host.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
    }

    private static async Task<GrainHost> StartAsync(GrainHostOptions options)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        if (options.Clock is not null) builder.Services.AddSingleton(options.Clock);
        if (options.Scheduler is not null) builder.Services.AddSingleton(options.Scheduler);
        builder.Services.TryAddSingleton<ScopedThing.Counter>();
        builder.Services.AddScoped<ScopedThing>();
        var silo = builder.Services.AddEmbeddedGrains(grains =>
        {
            grains.Assemblies.Add(typeof(GrainHost).Assembly);
            grains.ResponseTimeout = options.ResponseTimeout;
            grains.MinimumReminderPeriod = TimeSpan.FromMilliseconds(50);
            options.Configure?.Invoke(grains);
        });
        foreach (var filter in options.Filters)
            silo.AddIncomingGrainCallFilter(context => IsOfTests(context) ? filter(context) : context.Invoke());
        if (options.Compose is not null) options.Compose(silo);
        else if (options.Database is null) silo.AddMemoryGrainStorageAsDefault().UseInMemoryReminderService();
        else
        {
            builder.Services.AddSingleton(NpgsqlDataSource.Create(options.Database));
            silo.AddPostgresGrainStorageAsDefault().UsePostgresReminderService();
        }

        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    // A runtime may have grains of its own, whose calls pass the same filters.
    private static bool IsOfTests(IIncomingGrainCallContext context)
        => context.Grain.GetType().Assembly == typeof(GrainHost).Assembly;
}
