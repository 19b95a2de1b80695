using BookedBarber.Grains.Failures;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Results;
using NodaTime;

namespace BookedBarber.Grains.Barbers;

/// <content>What is said of a barber's hours, and by which settings they are booked.</content>
public sealed partial class BarberGrain
{
    private const int MaxTimeOff = 500;

    private static readonly Duration FarAhead = Duration.FromDays(10 * 366);

    /// <inheritdoc/>
    public async Task Configure(BarberSettings settings)
    {
        if (state.State.Settings is { } known && known.Revision >= settings.Revision)
        {
            return;
        }

        await WriteStateAsync(state.State with { Settings = settings });
    }

    /// <inheritdoc/>
    public Task<BarberSchedule> GetSchedule() => Task.FromResult(new BarberSchedule
    {
        Hours = state.State.Hours,
        TimeOff = state.State.TimeOff,
        Busy = state.State.Busy,
    });

    /// <inheritdoc/>
    public async Task<Result<HoursMessage>> SetHours(HoursMessage hours)
    {
        if (HoursRules.Check(hours) is { } problem)
        {
            return problem;
        }

        await WriteStateAsync(state.State with { Hours = hours });
        return hours;
    }

    /// <inheritdoc/>
    public async Task<Result<TimeOffMessage>> AddTimeOff(TimeOffMessage timeOff)
    {
        if (HoursRules.Check(timeOff) is { } problem)
        {
            return problem;
        }

        var now = clock.GetUtcNow();
        var current = state.State.TimeOff.Where(off => off.To > now).ToList();
        if (current.Count >= MaxTimeOff)
        {
            return Problem.Invalid("timeOff", $"must not be more than {MaxTimeOff} upcoming entries");
        }

        await WriteStateAsync(state.State with { TimeOff = [.. current.Append(timeOff).OrderBy(off => off.From)] });
        return timeOff;
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> RemoveTimeOff(Guid timeOffId)
    {
        var rest = state.State.TimeOff.RemoveAll(off => off.Id == timeOffId);
        if (rest.Length == state.State.TimeOff.Length)
        {
            return Problem.NotFound("time off");
        }

        await WriteStateAsync(state.State with { TimeOff = rest });
        return Done.Instance;
    }

    /// <inheritdoc/>
    public async Task SetBusyTimes(BusyTimesMessage busy)
    {
        if (!state.State.Busy.AsSpan().SequenceEqual(busy.Ticks.AsSpan()))
        {
            await WriteStateAsync(state.State with { Busy = busy.Ticks });
        }
    }

    /// <inheritdoc/>
    public async Task<Result<Done>> Close()
    {
        if (state.State.Settings is null || state.State.Closed)
        {
            return Done.Instance;
        }

        // Asked of the ledger, since a horizon that was shortened leaves bookings beyond what is in memory.
        await PrepareToWriteAsync();
        var now = Now;
        var upcoming = await ledger.LoadTimelineAsync(Id, now, now + FarAhead, CancellationToken.None);
        if (upcoming.Bookings.Count > 0)
        {
            return Problem.Of(
                ProblemCodes.BarberHasBookings,
                $"This barber has {upcoming.Bookings.Count} upcoming booking(s); reschedule or cancel them first.");
        }

        await WriteStateAsync(state.State with { Closed = true });
        return Done.Instance;
    }

    private async Task WriteStateAsync(BarberState next)
    {
        next = next with { Version = state.State.Version + 1 };
        await state.WriteAsync(next, DeactivateOnIdle);
        _calendar = next.Settings is null ? null : new BarberCalendar(next);
        if (_calendar is not null)
        {
            await LoadAsync();
        }
    }
}
