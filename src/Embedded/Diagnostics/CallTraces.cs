using System.Diagnostics;
using Orleans.Calls;

namespace Orleans.Diagnostics;

/// <summary>
/// A span for each grain call, under the name of Orleans' source for grains of an application. A grain starts without
/// its caller's async locals, so a call carries the trace; while nobody listens it carries nothing.
/// </summary>
internal static class CallTraces
{
    private static readonly ActivitySource Source = new("Microsoft.Orleans.Application");

    /// <summary>The caller's span, if spans are wanted.</summary>
    internal static Activity? OfCaller() => Source.HasListeners() ? Activity.Current : null;

    /// <summary>
    /// Begins the span of a call; null when this trace is not recorded, which is passed on all the same.
    /// </summary>
    internal static Activity? Begin(MethodEntry method, Activity caller)
    {
        var span = Source.StartActivity(method.SpanName, ActivityKind.Internal, caller.Context);
        if (span is null) Activity.Current = caller;
        return span;
    }

    internal static void End(Activity? span, Exception? failure = null)
    {
        if (span is null) return;
        if (failure is not null) span.SetStatus(ActivityStatusCode.Error, failure.Message);
        span.Stop();
    }
}
