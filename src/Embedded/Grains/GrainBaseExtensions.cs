using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans;

/// <summary>What a grain may ask of its activation.</summary>
public static class GrainBaseExtensions
{
    /// <summary>Ends the activation when its running requests have finished.</summary>
    /// <param name="grain">The grain.</param>
    public static void DeactivateOnIdle(this IGrainBase grain) => grain.GrainContext.Deactivate(new(
        DeactivationReasonCode.ApplicationRequested, "The grain asked to be deactivated."));

    /// <summary>Registers a timer whose ticks are turns of this grain; it ends with the activation.</summary>
    /// <typeparam name="TState">What the callback is given.</typeparam>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What a tick does.</param>
    /// <param name="state">What the callback is given.</param>
    /// <param name="options">How the timer ticks.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state,
        GrainTimerCreationOptions options)
        => GrainTimer.Register(grain, ct => callback(state, ct), options);

    /// <summary>Registers a timer whose ticks are turns of this grain; it ends with the activation.</summary>
    /// <typeparam name="TState">What the callback is given.</typeparam>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What a tick does.</param>
    /// <param name="state">What the callback is given.</param>
    /// <param name="options">How the timer ticks.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, Task> callback, TState state, GrainTimerCreationOptions options)
        => GrainTimer.Register(grain, _ => callback(state), options);

    /// <summary>Registers a timer whose ticks are turns of this grain; it ends with the activation.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What a tick does.</param>
    /// <param name="options">How the timer ticks.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
        => GrainTimer.Register(grain, callback, options);

    /// <summary>Registers a timer whose ticks are turns of this grain; it ends with the activation.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What a tick does.</param>
    /// <param name="options">How the timer ticks.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<Task> callback, GrainTimerCreationOptions options)
        => GrainTimer.Register(grain, _ => callback(), options);

    /// <summary>Registers a timer whose ticks are turns of this grain; it ends with the activation.</summary>
    /// <typeparam name="TState">What the callback is given.</typeparam>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What a tick does.</param>
    /// <param name="state">What the callback is given.</param>
    /// <param name="dueTime">From now to the first tick.</param>
    /// <param name="period">From the end of a tick to the next.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state,
        TimeSpan dueTime, TimeSpan period)
        => grain.RegisterGrainTimer(callback, state, new(dueTime, period));

    /// <summary>Registers a timer whose ticks are turns of this grain; it ends with the activation.</summary>
    /// <typeparam name="TState">What the callback is given.</typeparam>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What a tick does.</param>
    /// <param name="state">What the callback is given.</param>
    /// <param name="dueTime">From now to the first tick.</param>
    /// <param name="period">From the end of a tick to the next.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, Task> callback, TState state, TimeSpan dueTime, TimeSpan period)
        => grain.RegisterGrainTimer(callback, state, new(dueTime, period));

    /// <summary>Registers a timer whose ticks are turns of this grain; it ends with the activation.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What a tick does.</param>
    /// <param name="dueTime">From now to the first tick.</param>
    /// <param name="period">From the end of a tick to the next.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<CancellationToken, Task> callback, TimeSpan dueTime, TimeSpan period)
        => grain.RegisterGrainTimer(callback, new(dueTime, period));

    /// <summary>Registers a timer whose ticks are turns of this grain; it ends with the activation.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="callback">What a tick does.</param>
    /// <param name="dueTime">From now to the first tick.</param>
    /// <param name="period">From the end of a tick to the next.</param>
    /// <returns>The timer.</returns>
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain, Func<Task> callback, TimeSpan dueTime, TimeSpan period)
        => grain.RegisterGrainTimer(callback, new(dueTime, period));
}
