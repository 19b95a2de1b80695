using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Remembers how services were registered.</summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    internal bool IsSingleton(Type type)
    {
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return services.LastOrDefault(service => !service.IsKeyedService
            && (service.ServiceType == type || service.ServiceType == generic))?.Lifetime == ServiceLifetime.Singleton;
    }
}
