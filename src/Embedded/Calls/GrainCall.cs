using Orleans.Hosting;
using Orleans.Activations;
using Orleans.Diagnostics;
using Orleans.Storage;

namespace Orleans.Calls;

/// <summary>
/// A call to a grain method. For each method a class with the arguments as fields is generated from this one;
/// see <see cref="Proxies.ProxyBuilder"/>.
/// </summary>
internal abstract class GrainCall<TResult> : Request
{
    private TaskCompletionSource<TResult> _completion = null!;
    private CancellationTokenRegistration _cancellation;

    internal Task<TResult> Task => _completion.Task;

    /// <summary>The method's cancellation token, if it has one.</summary>
    public virtual CancellationToken Token => default;

    internal override bool HasDeadline => !Method.OneWay;

    internal override bool IsAbandoned => _completion.Task.IsCompleted;

    /// <summary>Calls the method on the grain.</summary>
    public abstract ValueTask<TResult> Invoke(object grain);

    /// <summary>
    /// Before it is sent. The caller is let go when its token is cancelled; the callee sees the same token.
    /// </summary>
    internal void Prepare(GrainRuntime runtime)
    {
        // A scheduler from outside decides when the caller hears of the end, and nothing goes on behind its back.
        _completion = new(runtime.OnePieceAtATime
            ? TaskCreationOptions.None
            : TaskCreationOptions.RunContinuationsAsynchronously);
        var token = Token;
        if (!token.CanBeCanceled) return;
        _cancellation = token.UnsafeRegister(
            static (call, token) => ((GrainCall<TResult>)call!)._completion.TrySetCanceled(token), this);
    }

    internal override void Start(Activation activation)
    {
        if (IsAbandoned)
        {
            activation.Complete(this);
            return;
        }

        ValueTask<TResult> pending;
        try
        {
            Current = this;
            if (Span is { } caller) Span = CallTraces.Begin(Method, caller);
            pending = activation.Kind.HasFilters ? Filtered(activation) : Invoke(activation.GrainInstance!);
        }
        catch (Exception exception)
        {
            End(activation, exception);
            return;
        }

        if (pending.IsCompletedSuccessfully) End(activation, pending.Result);
        else _ = EndLater(activation, pending);
    }

    internal override bool Fail(Exception exception)
    {
        _cancellation.Dispose();
        if (Method.OneWay)
        {
            Target?.Runtime.LogOneWayFailed(exception, Target.GrainId, Method.Name);
            return false;
        }

        if (Target is { Runtime.OnePieceAtATime: true } target)
        {
            target.Runtime.Scheduler.Schedule(new Answer(_completion, default!, exception));
            return true;
        }

        return Answer.TryFail(_completion, exception);
    }

    private async Task EndLater(Activation activation, ValueTask<TResult> pending)
    {
        TResult result;
        try
        {
            result = await pending;
        }
        catch (Exception exception)
        {
            End(activation, exception);
            return;
        }

        End(activation, result);
    }

    private void End(Activation activation, TResult result)
    {
        CallTraces.End(Span);
        activation.Complete(this);
        _cancellation.Dispose();
        if (activation.Runtime.OnePieceAtATime)
            activation.Runtime.Scheduler.Schedule(new Answer(_completion, result, null));
        else _completion.TrySetResult(result);
    }

    private void End(Activation activation, Exception exception)
    {
        if (exception is InconsistentStateException { IsSourceActivation: true } lost)
        {
            lost.IsSourceActivation = false;
            activation.Deactivate(new(
                DeactivationReasonCode.ApplicationError, lost, "Storage holds a newer version of the grain's state."));
        }

        CallTraces.End(Span, exception);
        activation.Complete(this);
        Fail(exception);
    }

    private async ValueTask<TResult> Filtered(Activation activation)
    {
        var context = new IncomingCallContext<TResult>(this, activation);
        await context.Invoke();
        return context.TypedResult;
    }

    /// <summary>An answer on its way to the caller, where the scheduler decides when it arrives.</summary>
    private sealed class Answer(TaskCompletionSource<TResult> completion, TResult result, Exception? failure)
        : IThreadPoolWorkItem
    {
        public void Execute()
        {
            if (failure is null) completion.TrySetResult(result);
            else TryFail(completion, failure);
        }

        internal static bool TryFail(TaskCompletionSource<TResult> completion, Exception exception)
            => exception is OperationCanceledException cancelled
                ? completion.TrySetCanceled(cancelled.CancellationToken)
                : completion.TrySetException(exception);
    }
}
