using System.Diagnostics;
using Orleans.Calls;
using Orleans.State;

namespace Orleans.Activations;

/// <summary>From the first request to the last.</summary>
internal sealed partial class Activation
{
    private static readonly DeactivationReason HostStops = new(
        DeactivationReasonCode.ShuttingDown, "The host is stopping.");

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        bool schedule;
        lock (this) schedule = StartDeactivation(deactivationReason);
        if (schedule) Runtime.Scheduler.Schedule(this);
    }

    /// <summary>Ends the activation if nobody has used it since this time.</summary>
    internal bool DeactivateIfIdleSince(long timeMs, DeactivationReason reason)
    {
        lock (this)
        {
            if (_phase != Phase.Active || !IsIdle || _lastUsedMs > timeMs) return false;
            if (!StartDeactivation(reason)) return true;
        }

        Runtime.Scheduler.Schedule(this);
        return true;
    }

    /// <summary>Gives up an activation that did not end in time.</summary>
    internal void Abandon(Exception exception)
    {
        List<Request> left = [];
        lock (this)
        {
            for (var request = _running.First; request is not null; request = request.Next) left.Add(request);
            while (_waiting.First is { } first)
            {
                TakeWaiting(first);
                left.Add(first);
            }
        }

        foreach (var request in left) request.Fail(exception);
        End();
    }

    private bool StartDeactivation(DeactivationReason reason)
    {
        if (_phase is Phase.Deactivating or Phase.Ended) return false;
        var extras = Extra();
        extras.Reason ??= reason;
        if (_phase != Phase.Active) return false;
        _phase = Phase.Deactivating;
        return _running.IsEmpty && AddPieceLocked(DeactivateStep);
    }

    private async Task ActivateAsync()
    {
        Request? first;
        lock (this) first = _waiting.First;
        var frame = new LifecycleRequest(MethodEntry.Activating, this, first?.Caller);
        try
        {
            Request.Current = frame;
            if (first?.Span is { } span) Activity.Current = span;
            var token = Runtime.Deadlines.Activation();
            var (grain, states) = Construct();
            GrainInstance = grain;
            foreach (var state in states) await state.LoadAsync(token);
            await grain.OnActivateAsync(token);
        }
        catch (Exception exception)
        {
            Runtime.LogActivationFailed(exception, GrainId);
            FailActivation(exception);
            return;
        }
        finally
        {
            frame.Ended = true;
        }

        BecomeActive();
    }

    private (IGrainBase Grain, List<ILoadable> States) Construct()
    {
        List<ILoadable> states = [];
        UnderConstruction = this;
        try
        {
            return ((IGrainBase)Kind.Constructor.Construct(this, states), states);
        }
        finally
        {
            UnderConstruction = null;
        }
    }

    private void BecomeActive()
    {
        bool schedule;
        lock (this)
        {
            if (_phase == Phase.Ended) return;
            _phase = Phase.Active;
            _lastUsedMs = Runtime.NowMs;
            if (_extras?.Reason is { } reason) schedule = StartDeactivation(reason);
            else
            {
                schedule = AdmitInterleaving();
                schedule |= GoOn();
            }
        }

        if (schedule) Runtime.Scheduler.Schedule(this);
    }

    private void FailActivation(Exception exception)
    {
        List<Request> waiting = [];
        lock (this)
        {
            while (_waiting.First is { } first)
            {
                TakeWaiting(first);
                waiting.Add(first);
            }
        }

        End();
        foreach (var request in waiting) request.Fail(exception);
    }

    private async Task DeactivateAsync()
    {
        var grain = (IGrainBase)GrainInstance!;
        var reason = _extras!.Reason!.Value;
        _extras.DeactivatingSinceMs = Runtime.NowMs;
        _extras.DisposeTimers();
        var frame = new LifecycleRequest(MethodEntry.Deactivating, this, null);
        try
        {
            Request.Current = frame;
            await grain.OnDeactivateAsync(reason, Runtime.Deadlines.Deactivation());
        }
        catch (Exception exception)
        {
            Runtime.LogDeactivationFailed(exception, GrainId);
        }

        frame.Ended = true;
        End();
    }

    /// <summary>Leaves the directory; what still waits goes to a new activation.</summary>
    private void End()
    {
        Activation? next = null;
        lock (this)
        {
            if (_phase == Phase.Ended) return;
            _phase = Phase.Ended;
            DropLocal();
            if (!_waiting.IsEmpty)
            {
                next = new(Kind, Key);
                next.Inherit(this);
            }

            Kind.Replace(this, next);
            if (_running.IsEmpty) GrainInstance = null;
        }

        _extras?.End();
        if (next is not null) next.Runtime.Scheduler.Schedule(next);
    }

    private void DropLocal()
    {
        for (var request = _waiting.First; request is not null;)
        {
            var candidate = request;
            request = candidate.Next;
            if (candidate.IsLocal || candidate.IsAbandoned) TakeWaiting(candidate);
        }
    }

    private void Inherit(Activation ended)
    {
        _waiting = ended._waiting;
        _waitingCount = ended._waitingCount;
        ended._waiting = default;
        ended._waitingCount = 0;
        for (var request = _waiting.First; request is not null; request = request.Next) request.Target = this;
        _phase = Phase.Activating;
        AddPieceLocked(ActivateStep);
    }
}
