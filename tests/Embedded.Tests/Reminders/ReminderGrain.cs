using BookedBarber.Embedded.Tests.Hosting;
using Orleans.Runtime;

namespace BookedBarber.Embedded.Tests.Reminders;

public interface IReminderGrain : IGrainWithStringKey
{
    Task Remind(string name, TimeSpan dueTime, TimeSpan period);

    Task Forget(string name);

    Task<string[]> Names();

    Task<bool> Has(string name);
}

[GrainType("remindertest")]
public sealed class ReminderGrain : Grain, IReminderGrain, IRemindable
{
    public const int Slow = 1;

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Probe.Note(reminderName);
        var (first, now) = (status.FirstTickTime, status.CurrentTickTime);
        Probe.Note($"{reminderName} {first:HH:mm} {status.Period.TotalMinutes} {now:HH:mm}");
        if (Probe.Flag == Slow) await Probe.Hold("slow");
    }

    public Task Remind(string name, TimeSpan dueTime, TimeSpan period)
        => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task Forget(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<string[]> Names()
        => [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public async Task<bool> Has(string name) => await this.GetReminder(name) is not null;
}
