using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans;

/// <summary>Reminders: timers that outlive the activation and the process.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Registers a reminder, or sets a new rhythm for it.</summary>
    /// <param name="grain">A grain that implements <see cref="IRemindable"/>.</param>
    /// <param name="reminderName">Its name within the grain.</param>
    /// <param name="dueTime">From now to the first tick.</param>
    /// <param name="period">From one tick to the next; not less than the options' minimum.</param>
    /// <returns>The reminder, once it is durable.</returns>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        if (grain is not IRemindable)
            throw new InvalidOperationException(
                $"Grain {grain.GrainContext.GrainId} must implement {nameof(IRemindable)} to be reminded.");
        return Registry(grain).RegisterOrUpdateReminder(grain.GrainContext.GrainId, reminderName, dueTime, period);
    }

    /// <summary>The reminder of this name, if it is registered.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="reminderName">Its name within the grain.</param>
    /// <returns>The reminder, or null.</returns>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        return Registry(grain).GetReminder(grain.GrainContext.GrainId, reminderName);
    }

    /// <summary>All reminders of this grain.</summary>
    /// <param name="grain">The grain.</param>
    /// <returns>The reminders.</returns>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return Registry(grain).GetReminders(grain.GrainContext.GrainId);
    }

    /// <summary>Removes a reminder.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="reminder">What <see cref="GetReminder"/> or the registration returned.</param>
    /// <returns>A task that ends when it is removed for good.</returns>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(grain);
        ArgumentNullException.ThrowIfNull(reminder);
        return Registry(grain).UnregisterReminder(grain.GrainContext.GrainId, reminder);
    }

    private static IReminderRegistry Registry(IGrainBase grain)
        => grain.GrainContext.ActivationServices.GetRequiredService<IReminderRegistry>();
}
