using System.Reflection;
using Orleans.Activations;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Calls;

/// <summary>One call on its way through the filters, the last of which may be the grain itself.</summary>
internal sealed class IncomingCallContext<TResult>(GrainCall<TResult> call, Activation activation)
    : IIncomingGrainCallContext, IInvokable
{
    private readonly FieldInfo[] _arguments = Proxies.ProxyBuilder.ArgumentsOf(call.GetType());
    private int _stage;

    public IInvokable Request => this;

    public object Grain => activation.GrainInstance!;

    public GrainId? SourceId => call.Caller?.Target?.GrainId;

    public GrainId TargetId => activation.GrainId;

    public IGrainContext TargetContext => activation;

    public string InterfaceName => GetInterfaceName();

    public string MethodName => call.Method.Name;

    public MethodInfo InterfaceMethod => call.Method.Method;

    public MethodInfo ImplementationMethod => activation.Kind.ImplementationOf(call.Method.Method);

    public object? Result
    {
        get => TypedResult is Nothing ? null : TypedResult;
        set => TypedResult = (TResult)value!;
    }

    internal TResult TypedResult { get; private set; } = default!;

    public Task Invoke()
    {
        var filters = activation.Runtime.Filters;
        var stage = _stage++;
        if (stage < filters.Length) return filters[stage].Invoke(this);
        if (stage == filters.Length && Grain is IIncomingGrainCallFilter own) return own.Invoke(this);
        return InvokeGrain();
    }

    public int GetArgumentCount() => _arguments.Length;

    public object? GetArgument(int index) => _arguments[index].GetValue(call);

    public void SetArgument(int index, object? value) => _arguments[index].SetValue(call, value);

    public string GetMethodName() => call.Method.Name;

    public string GetInterfaceName() => call.Method.InterfaceType.FullName!;

    public MethodInfo GetMethod() => call.Method.Method;

    public Type GetInterfaceType() => call.Method.InterfaceType;

    private async Task InvokeGrain() => TypedResult = await call.Invoke(Grain);
}
