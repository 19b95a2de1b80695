using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>One grain class and its activations.</summary>
internal sealed class GrainKind
{
    private readonly ConcurrentDictionary<string, Activation> _activations = new();
    private readonly ConcurrentDictionary<MethodInfo, MethodInfo> _implementations = new();
    private readonly Func<string, Activation> _create;
    private readonly Lazy<GrainConstructor> _constructor;

    internal GrainKind(GrainRuntime runtime, Type grainClass)
    {
        Runtime = runtime;
        GrainClass = grainClass;
        GrainType = GrainType.Create(NameOf(grainClass));
        HasFilters = runtime.Filters.Length > 0 || grainClass.IsAssignableTo(typeof(IIncomingGrainCallFilter));
        _create = key => new(this, key);
        _constructor = new(() => new(grainClass, runtime.ServiceProvider));
    }

    internal GrainRuntime Runtime { get; }

    internal Type GrainClass { get; }

    internal GrainType GrainType { get; }

    internal bool HasFilters { get; }

    internal GrainConstructor Constructor => _constructor.Value;

    /// <summary>Every activation; the order is the same whenever the same keys came in the same order.</summary>
    internal IEnumerable<Activation> Activations => _activations.Select(pair => pair.Value);

    internal Activation Locate(string key) => _activations.GetOrAdd(key, _create);

    internal int Count => _activations.Count;

    internal bool IsEmpty => _activations.IsEmpty;

    /// <summary>Called under the ended activation's lock.</summary>
    internal void Replace(Activation ended, Activation? next)
    {
        if (next is not null) _activations.TryUpdate(ended.Key, next, ended);
        else
        {
            _activations.TryRemove(new(ended.Key, ended));
            Runtime.OnEnded();
        }
    }

    internal MethodInfo ImplementationOf(MethodInfo interfaceMethod) => _implementations.GetOrAdd(
        interfaceMethod,
        static (method, grainClass) =>
        {
            var map = grainClass.GetInterfaceMap(method.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method)];
        },
        GrainClass);

    private static string NameOf(Type grainClass)
    {
        if (grainClass.GetCustomAttribute<GrainTypeAttribute>() is { } named) return named.Name;
        var name = grainClass.Name.ToLowerInvariant();
        return name.EndsWith("grain", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name;
    }
}
