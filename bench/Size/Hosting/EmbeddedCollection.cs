using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Size.Hosting;

/// <summary>When grains of the embedded runtime count as idle.</summary>
internal static class Collection
{
    /// <summary>Looks for idle grains this often; how long they may be idle stays as it is.</summary>
    public static void LookEvery(this IServiceCollection services, TimeSpan period) =>
        services.Configure<EmbeddedGrainsOptions>(options => options.CollectionQuantum = period);
}
