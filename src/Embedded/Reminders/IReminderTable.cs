using Orleans.Runtime;

namespace Orleans;

/// <summary>Where reminders are kept.</summary>
public interface IReminderTable
{
    /// <summary>All reminders of one grain.</summary>
    /// <param name="grainId">The grain.</param>
    /// <returns>Its reminders.</returns>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>Every reminder there is; a single process owns the whole range.</summary>
    /// <param name="begin">Not used.</param>
    /// <param name="end">Not used.</param>
    /// <returns>The reminders.</returns>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>One reminder.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="reminderName">Its name.</param>
    /// <returns>The reminder, or null.</returns>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Writes a reminder, whether it was there or not.</summary>
    /// <param name="entry">The reminder.</param>
    /// <returns>Its new version.</returns>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes a reminder if it still has this version.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="reminderName">Its name.</param>
    /// <param name="eTag">The version.</param>
    /// <returns>Whether it was removed.</returns>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);
}
