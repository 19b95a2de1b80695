using Orleans.Runtime;

namespace Orleans;

/// <summary>What the runtime needs of a grain class; <see cref="Grain"/> implements it.</summary>
public interface IGrainBase
{
    /// <summary>The activation that this object lives in.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Called once, before the first call; state is loaded by then.</summary>
    /// <param name="cancellationToken">Cancelled when activation takes longer than the options allow.</param>
    /// <returns>A task that ends when the grain is ready for calls.</returns>
    Task OnActivateAsync(CancellationToken cancellationToken);

    /// <summary>Called once, after the last call, unless the process dies.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="cancellationToken">Cancelled when deactivation takes longer than the options allow.</param>
    /// <returns>A task that ends when the grain has let go of what it holds.</returns>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken);
}
