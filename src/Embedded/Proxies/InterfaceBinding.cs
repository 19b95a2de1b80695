using Orleans.Activations;
using Orleans.Calls;
using Orleans.Runtime;

namespace Orleans.Proxies;

/// <summary>A grain interface together with the grain class that calls through it reach.</summary>
internal sealed class InterfaceBinding
{
    private readonly Func<CallingReference> _create;

    internal InterfaceBinding(Type interfaceType, GrainKind kind)
    {
        Kind = kind;
        var proxy = ProxyBuilder.ProxyFor(interfaceType);
        _create = proxy.Create;
        Methods = [.. proxy.Methods.Select(method => new MethodEntry(interfaceType, method))];
    }

    internal GrainKind Kind { get; }

    internal MethodEntry[] Methods { get; }

    internal GrainReference Reference(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var reference = _create();
        reference.Binding = this;
        reference.Key = key;
        return reference;
    }
}
