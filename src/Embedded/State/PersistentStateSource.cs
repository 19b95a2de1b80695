using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Activations;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.State;

/// <summary>Makes the persistent states of a grain class.</summary>
internal static class PersistentStateSource
{
    internal static Func<Activation, List<ILoadable>, object?> For(
        Type parameterType, PersistentStateAttribute attribute, IServiceProvider services)
    {
        if (!parameterType.IsGenericType || parameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new InvalidOperationException(
                $"[PersistentState(\"{attribute.StateName}\")] belongs on an IPersistentState<T>.");
        return (Func<Activation, List<ILoadable>, object?>)typeof(PersistentStateSource)
            .GetMethod(nameof(Typed), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(parameterType.GetGenericArguments())
            .Invoke(null, [attribute.StateName, StorageFor(attribute, services)])!;
    }

    private static Func<Activation, List<ILoadable>, object?> Typed<TState>(string name, IGrainStorage storage)
    {
        var source = new StateSource(name, storage);
        return (activation, states) =>
        {
            var state = new PersistentState<TState>(source, activation);
            states.Add(state);
            return state;
        };
    }

    private static IGrainStorage StorageFor(PersistentStateAttribute attribute, IServiceProvider services)
    {
        var storage = string.IsNullOrWhiteSpace(attribute.StorageName)
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(attribute.StorageName);
        return storage ?? throw new OrleansException(string.IsNullOrWhiteSpace(attribute.StorageName)
            ? $"State '{attribute.StateName}' needs a default storage and none is registered."
            : $"State '{attribute.StateName}' needs the storage '{attribute.StorageName}', which is not registered.");
    }
}

/// <summary>What all states of one constructor parameter share.</summary>
internal sealed record StateSource(string Name, IGrainStorage Storage);
