using BookedBarber.Embedded.Tests.Hosting;
using BookedBarber.TestKit;

namespace BookedBarber.Embedded.Tests.Reminders;

public sealed class ReminderTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private readonly string _key = Probe.NewKey();

    private Probe Probe => Probe.Of(_key);

    [PostgresFact]
    public async Task A_reminder_is_delivered_again_and_again_until_it_is_unregistered()
    {
        await using var host = await Host(await postgres.CreateDatabaseAsync());
        await Grain(host).Remind("clean up", Soon, Soon);
        await Grain(host).Remind("other", Soon, Soon);
        await Probe.Until(() => Probe.Count("clean up") >= 2, "two deliveries");
        await Grain(host).Forget("clean up");

        Assert.False(await Grain(host).Has("clean up"));
        Assert.Equal(["other"], await Grain(host).Names());
        await Probe.Until(() => Probe.Count("other") >= 2, "a delivery that may have been under way");
        var (before, others) = (Probe.Count("clean up"), Probe.Count("other"));
        await Probe.Until(() => Probe.Count("other") >= others + 3, "three deliveries of the other");
        Assert.InRange(Probe.Count("clean up"), before, before + 1);
    }

    [PostgresFact]
    public async Task A_reminder_survives_a_restart()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var before = await Host(database)) await Grain(before).Remind("survivor", Soon, Soon);

        await using var after = await Host(database);

        Assert.Equal(["survivor"], await Grain(after).Names());
        var delivered = Probe.Count("survivor");
        await Probe.Until(() => Probe.Count("survivor") > delivered, "a delivery after the restart");
    }

    [PostgresFact]
    public async Task To_register_again_changes_the_rhythm()
    {
        await using var host = await Host(await postgres.CreateDatabaseAsync());
        await Grain(host).Remind("late", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await Grain(host).Remind("late", Soon, TimeSpan.FromHours(1));

        await Probe.Noted("late");
        Assert.Equal(["late"], await Grain(host).Names());
    }

    [PostgresFact]
    public async Task A_period_that_is_too_short_is_refused()
    {
        await using var host = await Host(await postgres.CreateDatabaseAsync());

        await Assert.ThrowsAsync<ArgumentException>(
            () => Grain(host).Remind("often", Soon, TimeSpan.FromMilliseconds(1)));
        Assert.False(await Grain(host).Has("often"));
    }

    private static Task<GrainHost> Host(string database)
        => GrainHost.StartAsync(options => options.Database = database);

    private IReminderGrain Grain(GrainHost host) => host.Grains.GetGrain<IReminderGrain>(_key);
}
