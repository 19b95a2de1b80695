using System.Collections.Concurrent;
using System.Reflection;
using BookedBarber.Grains.Interfaces;
using BookedBarber.Silo.Calls;
using Microsoft.Extensions.Logging;
using Orleans.Serialization.Invocation;

namespace BookedBarber.Silo.Cluster;

/// <summary>
/// The front door's patience while a cluster changes: a call that got no answer, because its silo died or was
/// leaving, is repeated within a deadline where the grain's interface says that this is safe. Whatever is not safe,
/// or comes to no answer in time, fails as it is.
/// </summary>
internal sealed partial class RepeatingFilter(TimeProvider clock, ILogger<RepeatingFilter> logger)
    : IOutgoingGrainCallFilter
{
    private readonly UnansweredRequests _unanswered = new(clock);
    private readonly ConcurrentDictionary<MethodInfo, bool> _safe = new();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var copies = new RequestCopies(clock, _unanswered, IsSafe(context.InterfaceMethod));
        while (true)
        {
            PutNext(context.Request, ref copies);

            // A failure comes as an exception of the call or inside its answer, whichever side found it.
            Exception failure;
            try
            {
                await context.Invoke();
                if (context.Response?.Exception is not { } refused || !copies.TryFollow(refused))
                {
                    return;
                }

                failure = refused;
            }
            catch (Exception exception) when (copies.TryFollow(exception))
            {
                failure = exception;
            }

            LogRepeating(logger, context.InterfaceName, context.MethodName, failure.Message);
            await Task.Delay(copies.Pause(Random.Shared.NextDouble()), clock);
        }
    }

    private static void PutNext(IInvokable call, ref RequestCopies copies)
    {
        if (call.GetArgumentCount() == 1 && call.GetArgument(0) is { } request
            && copies.Next(request) is var next && next != request)
        {
            call.SetArgument(0, next);
        }
    }

    private bool IsSafe(MethodInfo method) => _safe.GetOrAdd(
        method, static method => method.IsDefined(typeof(SafeToRepeatAttribute), inherit: true));

    [LoggerMessage(Level = LogLevel.Information, Message = "{Interface}.{Method} is repeated: {Reason}")]
    private static partial void LogRepeating(ILogger logger, string @interface, string method, string reason);
}
