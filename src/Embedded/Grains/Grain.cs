using Orleans.Activations;
using Orleans.Runtime;

namespace Orleans;

/// <summary>The base class of grains. One instance exists per key; it runs one turn at a time.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation? _activation = Activation.UnderConstruction;

    /// <inheritdoc/>
    public IGrainContext GrainContext => Activation;

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.Runtime;

    /// <summary>The services of this activation; a scope of its own, disposed when the activation ends.</summary>
    protected internal IServiceProvider ServiceProvider => Activation.ActivationServices;

    internal Activation Activation => _activation
        ?? throw new InvalidOperationException("This grain was created outside the grain runtime.");

    /// <inheritdoc/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        => Task.CompletedTask;

    /// <summary>Ends this activation when its running requests have finished; later calls go to the next one.</summary>
    protected void DeactivateOnIdle() => Activation.Deactivate(new(
        DeactivationReasonCode.ApplicationRequested, "The grain asked to be deactivated."));
}
