using Orleans.Runtime;

namespace Orleans;

/// <summary>One row of the reminder table.</summary>
public sealed class ReminderEntry
{
    /// <summary>Whom to remind.</summary>
    public GrainId GrainId { get; set; }

    /// <summary>Of what.</summary>
    public required string ReminderName { get; set; }

    /// <summary>When it is first due, UTC.</summary>
    public DateTime StartAt { get; set; }

    /// <summary>From one tick to the next.</summary>
    public TimeSpan Period { get; set; }

    /// <summary>The row's version.</summary>
    public string? ETag { get; set; }
}

/// <summary>Rows of the reminder table.</summary>
/// <param name="list">The rows.</param>
public sealed class ReminderTableData(IEnumerable<ReminderEntry> list)
{
    /// <summary>The rows.</summary>
    public IList<ReminderEntry> Reminders { get; } = [.. list];
}
