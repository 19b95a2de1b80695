using BookedBarber.Embedded.Tests.Hosting;
using BookedBarber.Embedded.Tests.Reminders;
using BookedBarber.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Reminders;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

public sealed class ReminderClockTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly MemoryReminderTable _table = new();
    private readonly string _key = Probe.NewKey();

    private Probe Probe => Probe.Of(_key);

    private string[] Deliveries => [.. Probe.Log.Where(line => line.StartsWith("hold ", StringComparison.Ordinal))];

    [Fact]
    public async Task A_reminder_comes_when_it_is_due_and_then_every_period()
    {
        await using var host = await Host();
        await Remind(host, minutes: 10, periodMinutes: 60);

        await Pass(minutes: 9, deliveries: 0);
        await Pass(minutes: 1, deliveries: 1);
        await Pass(minutes: 59, deliveries: 1);
        await Pass(minutes: 1, deliveries: 2);

        Assert.Equal(["hold 08:10 60 08:10", "hold 08:10 60 09:10"], Deliveries);
    }

    [Fact]
    public async Task Who_was_due_while_the_process_was_down_is_reminded_once_when_it_is_up_and_then_in_step()
    {
        await using (var before = await Host()) await Remind(before, minutes: 10, periodMinutes: 60);
        _clock.Advance(TimeSpan.FromMinutes(200));

        await using var after = await Host();
        await Pass(minutes: 0, deliveries: 1);
        await Pass(minutes: 49, deliveries: 1);
        await Pass(minutes: 1, deliveries: 2);

        Assert.Equal(["hold 08:10 60 11:20", "hold 08:10 60 12:10"], Deliveries);
    }

    [Fact]
    public async Task A_reminder_that_is_due_while_its_grain_is_still_busy_with_the_last_one_comes_after_it()
    {
        await using var host = await Host();
        await Remind(host, minutes: 10, periodMinutes: 60);
        Probe.Flag = ReminderGrain.Slow;
        await Pass(minutes: 10, deliveries: 1);
        await Probe.Reached("slow");

        await Pass(minutes: 60, deliveries: 1);
        Probe.Flag = 0;
        Probe.Open("slow");
        await Pass(minutes: 0, deliveries: 2);
        await Pass(minutes: 60, deliveries: 3);

        Assert.Equal(["hold 08:10 60 08:10", "hold 08:10 60 09:10", "hold 08:10 60 10:10"], Deliveries);
    }

    [Fact]
    public async Task What_others_write_to_the_table_is_noticed()
    {
        await using var host = await Host();
        await _table.UpsertRow(new()
        {
            GrainId = host.Grains.GetGrain<IReminderGrain>(_key).GetGrainId(),
            ReminderName = "hold",
            StartAt = _clock.GetUtcNow().UtcDateTime.AddMinutes(8),
            Period = TimeSpan.FromHours(1),
        });

        await Pass(minutes: 6, deliveries: 0);
        await Pass(minutes: 2, deliveries: 1);
    }

    private Task<GrainHost> Host() => GrainHost.StartAsync(options =>
    {
        options.Clock = _clock;
        options.Compose = silo =>
        {
            silo.Services.AddSingleton<IReminderTable>(_table);
            silo.AddMemoryGrainStorageAsDefault().AddReminders();
        };
    });

    private Task Remind(GrainHost host, int minutes, int periodMinutes) => host.Grains.GetGrain<IReminderGrain>(_key)
        .Remind("hold", TimeSpan.FromMinutes(minutes), TimeSpan.FromMinutes(periodMinutes));

    private async Task Pass(int minutes, int deliveries)
    {
        _clock.Advance(TimeSpan.FromMinutes(minutes));
        await Probe.Until(() => Deliveries.Length >= deliveries, $"{deliveries} deliveries");
        Assert.Equal(deliveries, Deliveries.Length);
    }
}
