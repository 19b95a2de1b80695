using Orleans.Calls;

namespace Orleans.Activations;

/// <summary>
/// Deadlines and numbers, looked at now and then rather than with a timer or a counter for each call.
/// </summary>
internal sealed partial class Activation
{
    /// <summary>How many calls have arrived and not ended; timers are no calls.</summary>
    internal int CountCalls()
    {
        // Read without the lock, as by the sweep: what has just come or gone may be counted or not.
        if (_running.IsEmpty && _waiting.IsEmpty) return 0;
        lock (this) return _running.CountCalls() + _waiting.CountCalls();
    }

    /// <summary>Tells the callers of requests sent no later than this that it took too long.</summary>
    internal void Sweep(long sentUntilMs)
    {
        // Read without the lock: what is missed now is found by the next sweep.
        if (_running.IsEmpty && _waiting.IsEmpty) return;
        List<Request>? late = null;
        lock (this)
        {
            for (var request = _running.First; request is not null; request = request.Next)
            {
                if (IsLate(request, sentUntilMs)) (late ??= []).Add(request);
            }

            for (var request = _waiting.First; request is not null;)
            {
                var candidate = request;
                request = candidate.Next;
                if (!IsLate(candidate, sentUntilMs) && !candidate.IsAbandoned) continue;
                TakeWaiting(candidate);
                (late ??= []).Add(candidate);
            }
        }

        if (late is null) return;
        foreach (var request in late) request.Fail(Late(request));
    }

    /// <summary>Gives up OnDeactivateAsync if it has not ended by now.</summary>
    internal void SweepDeactivation(long startedUntilMs)
    {
        if (_phase != Phase.Deactivating) return;
        lock (this)
        {
            if (_phase != Phase.Deactivating || !_running.IsEmpty) return;
            if (_extras!.DeactivatingSinceMs > startedUntilMs) return;
        }

        Runtime.LogDeactivationGivenUp(GrainId);
        End();
    }

    private static bool IsLate(Request request, long sentUntilMs)
        => request.HasDeadline && request.SentAtMs <= sentUntilMs && !request.IsAbandoned;

    private TimeoutException Late(Request request) => new(
        $"{GrainId}.{request.Method.Name} did not answer within {Runtime.Options.ResponseTimeout.TotalSeconds} s.");
}
