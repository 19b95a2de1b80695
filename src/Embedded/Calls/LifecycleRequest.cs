using Orleans.Activations;

namespace Orleans.Calls;

/// <summary>Stands in call chains for a grain that is being activated or deactivated.</summary>
internal sealed class LifecycleRequest : Request
{
    internal LifecycleRequest(MethodEntry method, Activation target, Request? caller)
        : base(method) => (Target, Caller) = (target, caller);

    internal override bool IsLocal => true;

    internal override void Start(Activation activation) => throw new InvalidOperationException();

    internal override bool Fail(Exception exception) => false;
}
