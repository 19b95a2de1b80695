using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Registers reminders on behalf of grains.</summary>
public interface IReminderRegistry
{
    /// <summary>Registers a reminder, or sets a new rhythm for it.</summary>
    /// <param name="callingGrainId">Whom to remind.</param>
    /// <param name="reminderName">Of what.</param>
    /// <param name="dueTime">From now to the first tick.</param>
    /// <param name="period">From one tick to the next.</param>
    /// <returns>The reminder, once it is durable.</returns>
    Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period);

    /// <summary>Removes a reminder.</summary>
    /// <param name="callingGrainId">Whose.</param>
    /// <param name="reminder">Which.</param>
    /// <returns>A task that ends when it is removed for good.</returns>
    Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder);

    /// <summary>The reminder of this name, if it is registered.</summary>
    /// <param name="callingGrainId">Whose.</param>
    /// <param name="reminderName">Its name.</param>
    /// <returns>The reminder, or null.</returns>
    Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName);

    /// <summary>All reminders of one grain.</summary>
    /// <param name="callingGrainId">Whose.</param>
    /// <returns>The reminders.</returns>
    Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId);
}
