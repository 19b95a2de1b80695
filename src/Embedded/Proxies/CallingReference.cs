using Orleans.Calls;
using Orleans.Runtime;

namespace Orleans.Proxies;

/// <summary>What generated references call. One method for each kind of task a grain method can return.</summary>
internal abstract class CallingReference : GrainReference
{
    public Task SendTask(GrainCall<Nothing> call, int method) => Send(call, method);

    public Task<TResult> SendTaskOf<TResult>(GrainCall<TResult> call, int method) => Send(call, method);

    public ValueTask SendValueTask(GrainCall<Nothing> call, int method) => new(Send(call, method));

    public ValueTask<TResult> SendValueTaskOf<TResult>(GrainCall<TResult> call, int method) => new(Send(call, method));

    private Task<TResult> Send<TResult>(GrainCall<TResult> call, int method)
    {
        call.Method = Binding.Methods[method];
        call.Prepare(Runtime);
        Runtime.Send(this, call);
        return call.Method.OneWay ? Sent<TResult>.Task : call.Task;
    }

    private static class Sent<TResult>
    {
        internal static readonly Task<TResult> Task = System.Threading.Tasks.Task.FromResult(default(TResult)!);
    }
}
