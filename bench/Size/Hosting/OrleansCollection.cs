using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;

namespace BookedBarber.Size.Hosting;

/// <summary>When grains of Orleans count as idle.</summary>
internal static class Collection
{
    /// <summary>Looks for idle grains this often; how long they may be idle stays as it is.</summary>
    public static void LookEvery(this IServiceCollection services, TimeSpan period) =>
        services.Configure<GrainCollectionOptions>(options => options.CollectionQuantum = period);
}
