using System.Collections.Concurrent;
using System.Reflection;
using BookedBarber.Grains.Interfaces;
using BookedBarber.Grains.Interfaces.Bookings;
using Microsoft.Extensions.Logging;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace BookedBarber.Silo.Cluster;

/// <summary>
/// The front door's patience while a cluster changes: a call that got no answer, because its silo died or was
/// leaving, is repeated within a deadline where the grain's interface says that this is safe. Whatever is not safe,
/// or comes to no answer in time, fails as it is.
/// </summary>
internal sealed partial class RepeatingFilter(TimeProvider clock, ILogger<RepeatingFilter> logger)
    : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<MethodInfo, bool> _safe = new();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var started = clock.GetTimestamp();
        var pause = FirstPause;
        DateTimeOffset? olderCopiesUntil = null;
        while (true)
        {
            var answerBy = clock.GetUtcNow() + ClusterTimings.ResponseTimeout;
            SayUntilWhen(context.Request, answerBy, olderCopiesUntil);
            olderCopiesUntil = answerBy;

            // A failure comes as an exception of the call or inside its answer, whichever side found it.
            Exception failure;
            try
            {
                await context.Invoke();
                if (context.Response?.Exception is not { } refused)
                {
                    return;
                }

                failure = refused;
            }
            catch (Exception exception) when (MayRepeat(context, exception, started))
            {
                failure = exception;
            }

            if (!MayRepeat(context, failure, started))
            {
                return;
            }

            LogRepeating(logger, context.InterfaceName, context.MethodName, failure.Message);
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble() / 2), clock);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    // A copy that is on its way still, in a process that froze or in a connection that lost its packets, must not book
    // or move anything when the copy after it was refused.
    private static void SayUntilWhen(IInvokable call, DateTimeOffset answerBy, DateTimeOffset? olderCopiesUntil)
    {
        if (call.GetArgumentCount() != 1)
        {
            return;
        }

        switch (call.GetArgument(0))
        {
            case BookingRequest request:
                call.SetArgument(0, request with { AnswerBy = answerBy, OlderCopiesUntil = olderCopiesUntil });
                break;
            case RescheduleRequest request:
                call.SetArgument(0, request with { AnswerBy = answerBy, OlderCopiesUntil = olderCopiesUntil });
                break;
        }
    }

    private bool MayRepeat(IOutgoingGrainCallContext context, Exception failure, long started) =>
        IsOfTheCluster(failure)
        && clock.GetElapsedTime(started) + LongestPause + ClusterTimings.ResponseTimeout < ClusterTimings.RepeatDeadline
        && _safe.GetOrAdd(
            context.InterfaceMethod, static method => method.IsDefined(typeof(SafeToRepeatAttribute), inherit: true));

    // A silo that finds no place for a grain in time says that the call was cancelled; nobody here cancels one. And one
    // that is asked to keep a place on a silo that has just left says so in an exception without a type of its own.
    private static bool IsOfTheCluster(Exception failure) => failure is TimeoutException or SiloUnavailableException
        or OrleansMessageRejectionException or InconsistentStateException or OperationCanceledException
        || failure.GetType() == typeof(OrleansException);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Interface}.{Method} is repeated: {Reason}")]
    private static partial void LogRepeating(ILogger logger, string @interface, string method, string reason);
}
