namespace Orleans.Hosting;

/// <summary>
/// Tokens that are cancelled after a time, shared by all that asked within one sweep: a hundred thousand activations
/// that start together do not need a hundred thousand timers.
/// </summary>
internal sealed class Deadlines(GrainRuntime runtime)
{
    private readonly Shared _activation = new();
    private readonly Shared _deactivation = new();

    internal CancellationToken Activation() => _activation.Token(runtime.NowMs);

    internal CancellationToken Deactivation() => _deactivation.Token(runtime.NowMs);

    internal void Sweep()
    {
        _activation.Cancel(runtime.UntilMs(runtime.Options.ActivationTimeout));
        _deactivation.Cancel(runtime.UntilMs(runtime.Options.DeactivationTimeout));
    }

    private sealed class Shared
    {
        private readonly Lock _gate = new();
        private readonly Queue<(long StartedMs, CancellationTokenSource Source)> _running = new();
        private CancellationTokenSource? _newest;
        private long _newestMs;

        internal CancellationToken Token(long nowMs)
        {
            lock (_gate)
            {
                if (_newest is null || _newestMs != nowMs)
                {
                    (_newest, _newestMs) = (new(), nowMs);
                    _running.Enqueue((nowMs, _newest));
                }

                return _newest.Token;
            }
        }

        internal void Cancel(long startedUntilMs)
        {
            while (true)
            {
                CancellationTokenSource source;
                lock (_gate)
                {
                    if (!_running.TryPeek(out var oldest) || oldest.StartedMs > startedUntilMs) return;
                    source = _running.Dequeue().Source;
                    if (source == _newest) _newest = null;
                }

                source.Cancel();
            }
        }
    }
}
