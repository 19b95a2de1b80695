using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Slots;

namespace BookedBarber.Grains.Slots;

/// <inheritdoc cref="ISlotGrain"/>
/// <remarks>
/// A timer ends the hold to the second while this process lives; the reminder is for when it does not. The truth about
/// the hold is the ledger's: whoever comes too early or twice finds nothing to end.
/// </remarks>
[GrainType("slot")]
public sealed class SlotGrain(TimeProvider clock) : Grain, ISlotGrain, IRemindable
{
    private const string ExpireHold = "expire-hold";

    // The shortest period that reminders have; it repeats until the hold was ended.
    private static readonly TimeSpan RepeatPeriod = TimeSpan.FromMinutes(1);

    private IGrainTimer? _timer;
    private DateTimeOffset _deadline;
    private Task? _expiring;

    /// <inheritdoc/>
    public async Task Guard(DateTimeOffset holdExpiresAt)
    {
        var due = holdExpiresAt - clock.GetUtcNow();
        due = due > TimeSpan.Zero ? due : TimeSpan.Zero;
        _deadline = holdExpiresAt;
        await this.RegisterOrUpdateReminder(ExpireHold, due, RepeatPeriod);
        _timer?.Dispose();
        _timer = this.RegisterGrainTimer(
            Expire,
            new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => Expire(CancellationToken.None);

    // Timer and reminder come at the same moment; the second one joins the first.
    private Task Expire(CancellationToken cancellationToken) =>
        _expiring is { IsCompleted: false } ? _expiring : _expiring = ExpireOnce();

    private async Task ExpireOnce()
    {
        var key = this.GetPrimaryKeyString();
        var barber = GrainFactory.GetGrain<IBarberGrain>(SlotKey.BarberOf(key).ToString());
        await barber.ExpireHolds();

        // The alarm may have been for a hold that came to nothing, by a message that overtook or was late.
        if (await barber.GetHoldExpiry(SlotKey.StartOf(key)) is { } deadline)
        {
            await Guard(deadline);
            return;
        }

        // A new hold of the same start may come while this one is being ended; then its alarm stays.
        if (!IsOver() || await this.GetReminder(ExpireHold) is not { } reminder || !IsOver())
        {
            return;
        }

        // The activation is left to idle collection: one that was leaving could not take the next hold's alarm.
        await this.UnregisterReminder(reminder);
        if (IsOver())
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private bool IsOver() => _deadline <= clock.GetUtcNow();
}
