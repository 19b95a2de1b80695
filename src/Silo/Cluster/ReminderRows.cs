using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Silo.Cluster;

/// <summary>
/// The rows of reminders, with a database that is away told in the one way that callers know: it is another silo, as a
/// rule, that keeps a grain's reminders, and what it throws crosses the network.
/// </summary>
internal sealed class ReminderRows(IReminderTable rows) : IReminderTable
{
    /// <summary>Puts itself before the table that is registered.</summary>
    public static void PutBefore(IServiceCollection services)
    {
        var table = services.Last(service => service.ServiceType == typeof(IReminderTable));
        services.Remove(table);
        services.AddSingleton<IReminderTable>(provider => new ReminderRows(
            (IReminderTable)ActivatorUtilities.CreateInstance(provider, table.ImplementationType!)));
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => rows.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken = default) => rows.StopAsync(cancellationToken);

    public Task<ReminderTableData> ReadRows(GrainId grainId) => rows.ReadRows(grainId).ToldAsync();

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => rows.ReadRows(begin, end).ToldAsync();

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        rows.ReadRow(grainId, reminderName).ToldAsync();

    public Task<string?> UpsertRow(ReminderEntry entry) => rows.UpsertRow(entry).ToldAsync();

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        rows.RemoveRow(grainId, reminderName, eTag).ToldAsync();

    public Task TestOnlyClearTable() => rows.TestOnlyClearTable();
}
