using System.Globalization;
using Orleans;
using Orleans.Runtime;

namespace BookedBarber.Simulation.Tests.Database;

/// <summary>The rows of reminders, which outlive every process.</summary>
internal sealed class ReminderRows : Dictionary<(GrainId Grain, string Name), ReminderEntry>
{
    public int LastVersion { get; set; }
}

/// <summary>How one process reads and writes them.</summary>
internal sealed class SimulatedReminderTable(ReminderRows rows, Connection connection) : IReminderTable
{
    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        connection.AskAsync(() => new ReminderTableData([.. rows.Values.Where(row => row.GrainId == grainId)]));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        connection.AskAsync(() => new ReminderTableData([.. rows.Values]));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        connection.AskAsync(() => rows.GetValueOrDefault((grainId, reminderName)));

    public Task<string?> UpsertRow(ReminderEntry entry) => connection.WriteAsync<string?>(() =>
    {
        var tag = (++rows.LastVersion).ToString(CultureInfo.InvariantCulture);
        rows[(entry.GrainId, entry.ReminderName)] = new ReminderEntry
        {
            GrainId = entry.GrainId,
            ReminderName = entry.ReminderName,
            StartAt = entry.StartAt,
            Period = entry.Period,
            ETag = tag,
        };
        return tag;
    });

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => connection.WriteAsync(() =>
        rows.TryGetValue((grainId, reminderName), out var row) && row.ETag == eTag
        && rows.Remove((grainId, reminderName)));
}
