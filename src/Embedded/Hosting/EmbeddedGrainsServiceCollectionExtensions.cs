using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Diagnostics;

namespace Orleans.Hosting;

/// <summary>Hosts grains in this process.</summary>
public static class EmbeddedGrainsServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IGrainFactory"/> and <see cref="IClusterClient"/>, and hosts the grain classes of the
    /// assemblies in the options. A <see cref="TimeProvider"/> and an <see cref="IGrainScheduler"/> are taken from the
    /// services where they are registered.
    /// </summary>
    /// <param name="services">The services of the process.</param>
    /// <param name="configure">Sets the options; at least the assemblies.</param>
    /// <returns>A builder for storage, reminders and call filters.</returns>
    public static ISiloBuilder AddEmbeddedGrains(
        this IServiceCollection services, Action<EmbeddedGrainsOptions> configure)
    {
        services.AddOptions();
        services.AddLogging();
        services.AddMetrics();
        services.Configure(configure);
        services.TryAddSingleton(new ServiceLifetimes(services));
        services.TryAddSingleton<GrainRuntime>();
        services.TryAddSingleton<RuntimeInstruments>();
        services.TryAddSingleton<IClusterClient>(static provider => provider.GetRequiredService<GrainRuntime>());
        services.TryAddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<GrainRuntime>());
        services.AddHostedService<GrainHostedService>();
        return new SiloBuilder(services);
    }

    private sealed class SiloBuilder(IServiceCollection services) : ISiloBuilder
    {
        public IServiceCollection Services => services;
    }
}
