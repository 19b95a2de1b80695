using Microsoft.Extensions.DependencyInjection;
using Orleans.Timers;

namespace Orleans.Activations;

/// <summary>What few activations have and idle ones need not pay for.</summary>
internal sealed partial class Activation
{
    public IServiceProvider ActivationServices
    {
        get
        {
            lock (this)
            {
                var extras = Extra();
                extras.Scope ??= Runtime.ServiceProvider.CreateAsyncScope();
                return extras.Scope.Value.ServiceProvider;
            }
        }
    }

    public Task Deactivated
    {
        get
        {
            lock (this)
            {
                if (_phase == Phase.Ended) return Task.CompletedTask;
                return (Extra().Deactivated ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    internal void AddTimer(GrainTimer timer)
    {
        lock (this)
        {
            if (_phase is Phase.Deactivating or Phase.Ended)
                throw new InvalidOperationException($"{GrainId} is being deactivated and takes no more timers.");
            (Extra().Timers ??= []).Add(timer);
        }
    }

    internal void RemoveTimer(GrainTimer timer)
    {
        lock (this) _extras?.Timers?.Remove(timer);
    }

    private Extras Extra() => _extras ??= new();

    private sealed class Extras
    {
        internal AsyncServiceScope? Scope { get; set; }

        internal HashSet<GrainTimer>? Timers { get; set; }

        internal TaskCompletionSource? Deactivated { get; set; }

        internal DeactivationReason? Reason { get; set; }

        /// <summary>When OnDeactivateAsync was called; a step that has not begun cannot be late.</summary>
        internal long DeactivatingSinceMs { get; set; } = long.MaxValue;

        internal void DisposeTimers()
        {
            if (Timers is not { Count: > 0 } timers) return;
            Timers = null;
            foreach (var timer in timers) timer.Dispose();
        }

        internal void End()
        {
            DisposeTimers();
            Deactivated?.TrySetResult();
            if (Scope is { } scope) _ = DisposeAsync(scope);
        }

        private static async Task DisposeAsync(AsyncServiceScope scope) => await scope.DisposeAsync();
    }
}
