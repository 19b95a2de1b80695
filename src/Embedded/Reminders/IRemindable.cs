using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that can be reminded, also after a restart of the process.</summary>
public interface IRemindable : IGrain
{
    /// <summary>A reminder is due.</summary>
    /// <param name="reminderName">Which one.</param>
    /// <param name="status">When it first was due, its period, and now.</param>
    /// <returns>A task that ends when the grain has done what it wanted to be reminded of.</returns>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
