namespace Orleans;

/// <summary>Runs around grain calls, in the callee's turn.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Runs around one call.</summary>
    /// <param name="context">The call; <see cref="IGrainCallContext.Invoke"/> lets it go on.</param>
    /// <returns>A task that ends with the call.</returns>
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>A call filter without a class.</summary>
/// <param name="context">The call.</param>
/// <returns>A task that ends with the call.</returns>
public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);
