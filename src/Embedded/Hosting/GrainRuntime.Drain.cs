using System.Diagnostics.Metrics;
using Orleans.Activations;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>What looks at all activations while the host runs, and the end.</summary>
internal sealed partial class GrainRuntime
{
    private static readonly DeactivationReason Stopping = new(
        DeactivationReasonCode.ShuttingDown, "The host is stopping.");

    private static readonly DeactivationReason Idle = new(
        DeactivationReasonCode.ActivationIdle, "No call came for longer than the collection age.");

    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _sweep;
    private ITimer? _collect;

    /// <summary>Whether only calls from grains that are still running are taken.</summary>
    internal bool IsDraining { get; private set; }

    private IEnumerable<Activation> Activations => Catalog.Kinds.SelectMany(kind => kind.Activations);

    internal void Start()
    {
        using var noFlow = ExecutionContext.SuppressFlow();
        _ = Catalog;
        _sweep = Time.CreateTimer(static self => ((GrainRuntime)self!).Sweep(), this, SweepPeriod, SweepPeriod);
        _collect = Time.CreateTimer(
            static self => ((GrainRuntime)self!).CollectIdle(), this,
            Options.CollectionQuantum, Options.CollectionQuantum);
    }

    /// <summary>Refuses calls from outside, lets running turns finish, and ends every activation.</summary>
    internal async Task DrainAsync(CancellationToken cancellationToken)
    {
        IsDraining = true;
        using var deadline = new CancellationTokenSource(Options.DrainTimeout, Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await DeactivateAllAsync(either.Token);
            OnEnded();
            await _empty.Task.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            GiveUp();
        }

        _sweep?.Dispose();
        _collect?.Dispose();
    }

    internal void OnEnded()
    {
        if (IsDraining && Catalog.Kinds.All(kind => kind.IsEmpty)) _empty.TrySetResult();
    }

    internal static SiloUnavailableException HostStops() => new("The host is stopping and takes no new calls.");

    /// <summary>Those in use end by themselves when their last request does.</summary>
    private async Task DeactivateAllAsync(CancellationToken cancellationToken)
    {
        var slots = new SemaphoreSlim(Options.MaxConcurrentDeactivations);
        foreach (var activation in Activations)
        {
            await slots.WaitAsync(cancellationToken);
            if (activation.DeactivateIfIdleSince(long.MaxValue, Stopping)) _ = Free(activation, slots);
            else slots.Release();
        }
    }

    private static async Task Free(Activation activation, SemaphoreSlim slots)
    {
        await activation.Deactivated.ConfigureAwait(false);
        slots.Release();
    }

    private void GiveUp()
    {
        var left = 0;
        foreach (var activation in Activations)
        {
            activation.Abandon(HostStops());
            left++;
        }

        LogDrainGivenUp(left, Options.DrainTimeout.TotalSeconds);
    }

    internal IEnumerable<Measurement<int>> CountActivations() => Catalog.Kinds.Select(
        kind => new Measurement<int>(kind.Count, new KeyValuePair<string, object?>("grain_type", $"{kind.GrainType}")));

    internal long CountCalls() => Activations.Sum(activation => (long)activation.CountCalls());

    private void Sweep()
    {
        ReadClock();
        Deadlines.Sweep();
        var sentUntilMs = UntilMs(Options.ResponseTimeout);
        var deactivatingUntilMs = UntilMs(Options.DeactivationTimeout);
        foreach (var activation in Activations)
        {
            activation.Sweep(sentUntilMs);
            activation.SweepDeactivation(deactivatingUntilMs);
        }
    }

    private void CollectIdle()
    {
        ReadClock();
        var usedUntilMs = NowMs - (long)Options.CollectionAge.TotalMilliseconds;
        var collected = Activations.Count(activation => activation.DeactivateIfIdleSince(usedUntilMs, Idle));
        if (collected > 0) LogCollected(collected);
    }
}
