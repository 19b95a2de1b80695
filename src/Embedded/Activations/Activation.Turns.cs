using Orleans.Calls;
using Orleans.Runtime;

namespace Orleans.Activations;

/// <summary>Which request may start when.</summary>
internal sealed partial class Activation
{
    private bool IsIdle => _running.IsEmpty && _waiting.IsEmpty;

    /// <summary>Takes a request, to start it now or later.</summary>
    /// <returns>False if this activation has ended and the request belongs to the next one.</returns>
    internal bool Receive(Request request)
    {
        var schedule = false;
        Exception? refusal = null;
        lock (this)
        {
            if (_phase == Phase.Ended || (request.IsLocal && _phase == Phase.Deactivating)) return false;
            request.Target = this;
            if (_phase == Phase.Active && MayStart(request)) schedule = Admit(request);
            else if (!request.IsLocal && _waitingCount >= Runtime.Options.MaxEnqueuedCalls) refusal = QueueIsFull();
            else if (WaitsForItself(request)) refusal = Cycle(request);
            else schedule = Wait(request);
        }

        if (refusal is not null) request.Fail(refusal);
        if (schedule) Runtime.Scheduler.Schedule(this);
        return true;
    }

    /// <summary>A request has run to its end, on whatever thread.</summary>
    internal void Complete(Request request)
    {
        bool schedule;
        lock (this)
        {
            request.Ended = true;
            request.Caller = null;
            _running.Remove(request);
            if (request.KeepsAlive) _lastUsedMs = Runtime.NowMs;
            if (!request.Method.AlwaysInterleave)
            {
                _turnsTaken--;
                if (_holder == request) _holder = null;
            }

            schedule = GoOn();
        }

        if (schedule) Runtime.Scheduler.Schedule(this);
    }

    /// <summary>What follows when the turn may have become free.</summary>
    private bool GoOn()
    {
        if (_phase == Phase.Deactivating) return _running.IsEmpty && AddPieceLocked(DeactivateStep);
        if (_phase != Phase.Active) return false;
        var schedule = AdmitWaiting();
        return Runtime.IsDraining && IsIdle ? StartDeactivation(HostStops) : schedule;
    }

    private bool MayStart(Request request)
    {
        if (request.Method.AlwaysInterleave) return true;
        if (_turnsTaken == 0) return _waiting.IsEmpty;
        return request.Method.ReadOnly && _holder is { Method.ReadOnly: true };
    }

    private bool Admit(Request request)
    {
        _running.Add(request);
        if (!request.Method.AlwaysInterleave)
        {
            _turnsTaken++;
            _holder ??= request;
        }

        return AddPieceLocked(request);
    }

    private bool Wait(Request request)
    {
        _waiting.Add(request);
        _waitingCount++;
        if (_phase != Phase.Created) return false;
        _phase = Phase.Activating;
        return AddPieceLocked(ActivateStep);
    }

    private Request? TakeWaiting(Request request)
    {
        var next = request.Next;
        _waiting.Remove(request);
        _waitingCount--;
        return next;
    }

    /// <summary>The turn is free: it goes to whoever waited longest, and to those who may run beside it.</summary>
    private bool AdmitWaiting()
    {
        if (_turnsTaken > 0) return false;
        var schedule = false;
        while (_waiting.First is { } first && _turnsTaken == 0)
        {
            TakeWaiting(first);
            if (!first.IsAbandoned) schedule |= Admit(first);
        }

        return schedule | (_holder is { Method.ReadOnly: true } && AdmitReaders());
    }

    private bool AdmitReaders() => AdmitAll(static request => request.Method.ReadOnly);

    /// <summary>Those who never have to wait for a turn had to wait for the grain to become active.</summary>
    private bool AdmitInterleaving() => AdmitAll(static request => request.Method.AlwaysInterleave);

    private bool AdmitAll(Func<Request, bool> which)
    {
        var schedule = false;
        for (var request = _waiting.First; request is not null;)
        {
            var candidate = request;
            if (!which(candidate))
            {
                request = candidate.Next;
                continue;
            }

            request = TakeWaiting(candidate);
            if (!candidate.IsAbandoned) schedule |= Admit(candidate);
        }

        return schedule;
    }

    private bool WaitsForItself(Request request)
    {
        if (request.Method.OneWay) return false;
        for (var waiter = request.Caller; waiter is { Ended: false }; waiter = waiter.Caller)
        {
            if (waiter.Target == this && !waiter.Method.AlwaysInterleave) return true;
            if (waiter.Method.OneWay) return false;
        }

        return false;
    }

    private GrainCallCycleException Cycle(Request request)
    {
        var chain = new List<string> { request.ToString() };
        for (var waiter = request.Caller; waiter is { Ended: false }; waiter = waiter.Caller)
        {
            chain.Insert(0, waiter.ToString());
            if (waiter.Target == this && !waiter.Method.AlwaysInterleave) break;
        }

        return new(chain);
    }

    private LimitExceededException QueueIsFull() => new(
        $"{GrainId} has {_waitingCount} calls waiting, which is the limit "
        + $"({nameof(Runtime.Options.MaxEnqueuedCalls)}).");
}
