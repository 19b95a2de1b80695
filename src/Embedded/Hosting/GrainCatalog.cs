using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Activations;
using Orleans.Proxies;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>The grain classes of the hosted assemblies, and which class answers to which interface.</summary>
internal sealed class GrainCatalog
{
    private readonly Dictionary<GrainType, GrainKind> _byType = [];
    private readonly ConcurrentDictionary<Type, InterfaceBinding> _byInterface = new();
    private readonly ConcurrentDictionary<(Type, GrainKind), InterfaceBinding> _bindings = new();

    internal GrainCatalog(GrainRuntime runtime, IEnumerable<Assembly> assemblies)
    {
        foreach (var grainClass in assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsGrainClass))
        {
            var kind = new GrainKind(runtime, grainClass);
            if (!_byType.TryAdd(kind.GrainType, kind))
                throw new InvalidOperationException(
                    $"{grainClass} and {_byType[kind.GrainType].GrainClass} both have the type '{kind.GrainType}'.");
        }
    }

    internal IEnumerable<GrainKind> Kinds => _byType.Values;

    internal GrainKind Kind(GrainType type) => _byType.TryGetValue(type, out var kind)
        ? kind
        : throw new ArgumentException($"No grain class of type '{type}' is hosted here.", nameof(type));

    internal InterfaceBinding Binding(Type interfaceType, string? classNamePrefix = null)
    {
        if (!string.IsNullOrEmpty(classNamePrefix)) 
            return BindingTo(Choose(interfaceType, classNamePrefix), interfaceType);
        return _byInterface.TryGetValue(interfaceType, out var known)
            ? known
            : _byInterface.GetOrAdd(interfaceType, type => BindingTo(Choose(type, ""), type));
    }

    internal InterfaceBinding BindingTo(GrainKind kind, Type interfaceType) => _bindings.GetOrAdd(
        (interfaceType, kind),
        static pair => pair.Item2.GrainClass.IsAssignableTo(pair.Item1)
            ? new(pair.Item1, pair.Item2)
            : throw new InvalidCastException($"{pair.Item2.GrainClass} does not implement {pair.Item1}."));

    private GrainKind Choose(Type interfaceType, string classNamePrefix)
    {
        GrainKind[] found = [.. Kinds.Where(kind => kind.GrainClass.IsAssignableTo(interfaceType)
            && kind.GrainClass.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal))];
        return found switch
        {
            [var one] => one,
            [] => throw new ArgumentException(
                $"No hosted grain class implements {interfaceType}. Are its assembly's grains in the options?"),
            _ => throw new ArgumentException(
                $"{interfaceType} is implemented by {string.Join(" and ", found.Select(kind => kind.GrainClass))}; "
                + "say which by a class name prefix."),
        };
    }

    private static bool IsGrainClass(Type type)
        => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
            && type.IsAssignableTo(typeof(Grain));
}
