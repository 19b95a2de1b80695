using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Calls;

/// <summary>What is known of a grain method before it is called.</summary>
internal sealed class MethodEntry
{
    private readonly MethodInfo? _method;

    internal MethodEntry(Type interfaceType, MethodInfo method)
    {
        _method = method;
        InterfaceType = interfaceType;
        Name = method.Name;
        SpanName = $"{interfaceType.Name}/{method.Name}";
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        OneWay = method.IsDefined(typeof(OneWayAttribute));
    }

    private MethodEntry(string name, bool alwaysInterleave)
        => (InterfaceType, Name, SpanName, AlwaysInterleave) = (typeof(IGrainBase), name, name, alwaysInterleave);

    internal static MethodEntry Activating { get; } = new(nameof(IGrainBase.OnActivateAsync), false);

    internal static MethodEntry Deactivating { get; } = new(nameof(IGrainBase.OnDeactivateAsync), false);

    internal static MethodEntry TimerTick { get; } = new("timer", false);

    internal static MethodEntry InterleavingTimerTick { get; } = new("timer", true);

    internal Type InterfaceType { get; }

    internal string Name { get; }

    internal string SpanName { get; }

    internal bool AlwaysInterleave { get; }

    internal bool ReadOnly { get; }

    internal bool OneWay { get; }

    internal MethodInfo Method => _method ?? throw new InvalidOperationException($"{Name} is not a grain method.");
}
