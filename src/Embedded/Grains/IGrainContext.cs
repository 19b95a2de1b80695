namespace Orleans.Runtime;

/// <summary>One activation of a grain, as seen from the grain and from call filters.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>The grain's identity.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object, once it is made.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Ends when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Starts deactivation: running requests finish, queued ones go to the next activation.</summary>
    /// <param name="deactivationReason">Why.</param>
    /// <param name="cancellationToken">Not used; deactivation has its own deadline.</param>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
