using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Hosting;

internal sealed partial class GrainRuntime
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} could not be activated")]
    internal partial void LogActivationFailed(Exception exception, GrainId grain);

    [LoggerMessage(Level = LogLevel.Error, Message = "OnDeactivateAsync of {Grain} failed; it ends all the same")]
    internal partial void LogDeactivationFailed(Exception exception, GrainId grain);

    [LoggerMessage(Level = LogLevel.Error, Message = "OnDeactivateAsync of {Grain} took too long; it is given up")]
    internal partial void LogDeactivationGivenUp(GrainId grain);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The one-way call {Grain}.{Method} failed")]
    internal partial void LogOneWayFailed(Exception exception, GrainId grain, string method);

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer of {Grain} failed; it goes on")]
    internal partial void LogTimerFailed(Exception exception, GrainId grain);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} idle grains are being deactivated")]
    private partial void LogCollected(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} grains were busy after {Seconds} s and are given up")]
    private partial void LogDrainGivenUp(int count, double seconds);
}
