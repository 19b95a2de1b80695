using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Reminders;

internal sealed partial class ReminderService
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The reminder {Name} could not be delivered to {Grain}")]
    private partial void LogDeliveryFailed(Exception exception, string name, GrainId grain);

    [LoggerMessage(Level = LogLevel.Error, Message = "The reminder table could not be read; known reminders go on")]
    private partial void LogPollFailed(Exception exception);
}
