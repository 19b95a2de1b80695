using BookedBarber.Grains.Barbers;
using BookedBarber.Grains.Shops;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Silo.Telemetry;

/// <summary>What a process that hosts grains tells of them.</summary>
internal static class GrainTelemetry
{
    /// <summary>Adds the instruments of the grains, and the filter that measures their turns.</summary>
    public static IServiceCollection AddGrainTelemetry(this IServiceCollection services) => services
        .AddSingleton<BarberInstruments>()
        .AddSingleton<BusiestShops>()
        .AddSingleton<IIncomingGrainCallFilter, TurnFilter>();
}
