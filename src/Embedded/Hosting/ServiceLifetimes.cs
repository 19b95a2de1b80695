using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Remembers how services were registered.</summary>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    internal bool IsSingleton(Type type, object? key = null) => Find(type, key)?.Lifetime == ServiceLifetime.Singleton;

    internal bool IsRegistered(Type type) => Find(type, null) is not null;

    private ServiceDescriptor? Find(Type type, object? key)
    {
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return services.LastOrDefault(service => Equals(service.ServiceKey, key)
            && (service.ServiceType == type || service.ServiceType == generic));
    }
}
