using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.State;

namespace Orleans.Activations;

/// <summary>How to make an object of one grain class: from services and from its persistent states.</summary>
internal sealed class GrainConstructor
{
    private readonly ConstructorInvoker _invoker;
    private readonly Func<Activation, List<ILoadable>, object?>[] _arguments;

    internal GrainConstructor(Type grainClass, IServiceProvider services)
    {
        var constructor = Choose(grainClass);
        _invoker = ConstructorInvoker.Create(constructor);
        var lifetimes = services.GetRequiredService<ServiceLifetimes>();
        _arguments = [.. constructor.GetParameters().Select(parameter => Source(parameter, services, lifetimes))];
    }

    internal object Construct(Activation activation, List<ILoadable> states)
    {
        var arguments = new object?[_arguments.Length];
        for (var index = 0; index < arguments.Length; index++) arguments[index] = _arguments[index](activation, states);
        return _invoker.Invoke(arguments);
    }

    private static ConstructorInfo Choose(Type grainClass)
    {
        var all = grainClass.GetConstructors();
        return all.FirstOrDefault(one => one.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? all.MaxBy(one => one.GetParameters().Length)
            ?? throw new InvalidOperationException($"{grainClass} has no public constructor.");
    }

    private static Func<Activation, List<ILoadable>, object?> Source(
        ParameterInfo parameter, IServiceProvider services, ServiceLifetimes lifetimes)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
            return PersistentStateSource.For(type, state, services);
        if (type == typeof(IGrainContext)) return static (activation, _) => activation;
        var key = parameter.GetCustomAttribute<FromKeyedServicesAttribute>()?.Key;
        if (key is null && parameter.HasDefaultValue && !lifetimes.IsRegistered(type))
        {
            var none = parameter.DefaultValue;
            return (_, _) => none;
        }

        // A scope costs more than the activation itself, so a grain that asks only for singletons gets none.
        if (!lifetimes.IsSingleton(type, key)) return (activation, _) => Get(activation.ActivationServices, type, key);
        var singleton = Get(services, type, key);
        return (_, _) => singleton;
    }

    private static object Get(IServiceProvider services, Type type, object? key)
        => key is null ? services.GetRequiredService(type) : services.GetRequiredKeyedService(type, key);
}
