using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>What a host that runs grains is composed with.</summary>
public interface ISiloBuilder
{
    /// <summary>The services of the process.</summary>
    IServiceCollection Services { get; }
}
