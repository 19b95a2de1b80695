using System.Diagnostics;
using Orleans.Activations;

namespace Orleans.Calls;

/// <summary>
/// Something an activation does as a turn: a call, a timer's tick, its own activation. While it is waiting or running
/// it is linked into its activation's lists, which is also where the sweep for deadlines finds it.
/// </summary>
internal abstract class Request
{
    private static readonly AsyncLocal<Request?> CurrentRequest = new();

    private protected Request(MethodEntry? method = null) => Method = method!;

    /// <summary>The request on whose behalf the current code runs, on whatever thread that is.</summary>
    internal static Request? Current
    {
        get => CurrentRequest.Value;
        set => CurrentRequest.Value = value;
    }

    /// <summary>Guarded by the target's lock.</summary>
    internal Request? Next { get; set; }

    /// <summary>Guarded by the target's lock; only for running requests.</summary>
    internal Request? Previous { get; set; }

    internal MethodEntry Method { get; set; }

    internal Activation? Target { get; set; }

    /// <summary>The request that waits for this one. Cut when this one ends, so that chains do not grow.</summary>
    internal Request? Caller { get; set; }

    internal long SentAtMs { get; set; }

    /// <summary>The caller's span until the call starts, and then its own; null while nobody traces.</summary>
    internal Activity? Span { get; set; }

    /// <summary>Whether it has run to its end, whatever its caller was told.</summary>
    internal bool Ended { get; set; }

    /// <summary>Whether it belongs to one activation and dies with it.</summary>
    internal virtual bool IsLocal => false;

    /// <summary>Whether it counts as use of the grain.</summary>
    internal virtual bool KeepsAlive => true;

    /// <summary>Whether somebody waits for an answer and will be told when it is late.</summary>
    internal virtual bool HasDeadline => false;

    /// <summary>Whether nobody waits any more, so that it need not start.</summary>
    internal virtual bool IsAbandoned => false;

    /// <summary>Runs on the target's scheduler; must end in <see cref="Activation.Complete"/>.</summary>
    internal abstract void Start(Activation activation);

    /// <summary>Tells the caller, if it was not told before.</summary>
    internal abstract bool Fail(Exception exception);

    public override string ToString() => $"{Target?.GrainId}.{Method.Name}";
}
