using System.Collections.Immutable;
using BookedBarber.Calendars.Reading;
using BookedBarber.Grains.Failures;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Calendars;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Ledger.Calendars;
using BookedBarber.Scheduling;
using NodaTime;

namespace BookedBarber.Grains.Calendars;

// How a barber learns of the calendars of others
//
// The text is in the table busy_calendars, and beside it stands what was read from it: the intervals of the next 400
// days, which is more than any horizon. After each change all intervals of a barber are put together and go to the
// barber's own grain, which keeps them in its state as it does with time off. So an activation of a barber asks nobody,
// and a barber without calendars pays nothing.
//
// A row is written so that it is due, then the barber is told, and only then the row rests until its next time. What
// ends in between is taken up again by the refresher: it claims what is due, looks at the address if there is one, and
// calls Refresh. A calendar that was removed stays as a row for as long as its barber has not heard of it. The texts
// that were uploaded are read once a day, so that the intervals move on with the horizon.

/// <inheritdoc cref="IBarberCalendarsGrain"/>
[GrainType("barber-calendars")]
public sealed class BarberCalendarsGrain(
    [PersistentState("barber-calendars")] IPersistentState<BarberCalendarsState> state,
    IBusyCalendars calendars,
    IdSource ids,
    TimeProvider clock) : Grain, IBarberCalendarsGrain
{
    private static readonly Duration ReadAgainAfter = Duration.FromHours(24);
    private static readonly Duration FetchAgainAfter = Duration.FromHours(1);
    private static readonly Duration FirstPause = Duration.FromMinutes(2);
    private static readonly Duration LongestPause = Duration.FromHours(12);

    private Guid BarberId => Guid.Parse(this.GetPrimaryKeyString());

    private Instant Now => Instant.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <inheritdoc/>
    public async Task<Result<BusyCalendarMessage>> Put(BusyCalendarDefinition definition)
    {
        if (CalendarRules.Check(definition) is { } problem)
        {
            return problem;
        }

        if (await ZoneAsync(definition.Shop) is not { } zone)
        {
            return Problem.NotFound("barber");
        }

        var rows = await ListRowsAsync();
        var known = rows.FirstOrDefault(row => row.Name == definition.Name);
        if (known is null or { Removed: true } && rows.Count(row => !row.Removed) >= CalendarRules.MaxCalendars)
        {
            return Problem.Invalid("name", $"must be one of at most {CalendarRules.MaxCalendars} calendars");
        }

        var now = Now;
        var row = new BusyCalendarRow
        {
            Id = known?.Id ?? ids.Next(),
            ShopId = definition.Shop,
            BarberId = BarberId,
            Name = definition.Name,
            Url = definition.Url,
            NextAt = now,
        };
        if (definition.Text is not { } text)
        {
            // What is known of the same address holds until it was looked at.
            var isSame = known is { Removed: false } && known.Url == definition.Url;
            row = isSame ? known! with { NextAt = now } : row;
            await calendars.PutAsync(row, isSame ? null : "", CancellationToken.None);
            await ApplyAsync(Replaced(rows, row));
            return ToMessage(row);
        }

        var reading = await CalendarReadings.ReadAsync(definition.Shop, text, zone, now, clock);
        if (reading.Problem is { } unreadable)
        {
            return unreadable.ToProblem();
        }

        row = With(row, reading) with { FetchedAt = now };
        if (Union(Replaced(rows, row)).Length > CalendarLimits.MaxIntervals)
        {
            return TooMuch();
        }

        await calendars.PutAsync(row, text, CancellationToken.None);
        await ApplyAsync(Replaced(rows, row));
        await calendars.SettleAsync(row.Id, now + ReadAgainAfter, CancellationToken.None);
        return ToMessage(row) with
        {
            Ignored =
            [
                .. reading.Ignored.Select(part => new IgnoredCalendarPart
                {
                    Line = part.Line,
                    Component = part.Component,
                    Reason = part.Reason,
                }),
            ],
        };
    }

    /// <inheritdoc/>
    public async Task<BusyCalendarList> List() => new()
    {
        Items = [.. (await ListRowsAsync()).Where(row => !row.Removed).Select(ToMessage)],
    };

    /// <inheritdoc/>
    public async Task<Result<Done>> Remove(Guid calendarId)
    {
        var rows = await ListRowsAsync();
        if (rows.FirstOrDefault(row => row.Id == calendarId && !row.Removed) is not { } row)
        {
            return Problem.NotFound("calendar");
        }

        var removed = row with { Removed = true, NextAt = Now };
        await calendars.PutAsync(removed, "", CancellationToken.None);
        await ApplyAsync(Replaced(rows, removed));
        await calendars.SettleAsync(removed.Id, Now, CancellationToken.None);
        return Done.Instance;
    }

    /// <inheritdoc/>
    public async Task Refresh(Guid calendarId, FetchedCalendar? fetched)
    {
        var rows = await ListRowsAsync();
        if (rows.FirstOrDefault(row => row.Id == calendarId) is not { } row
            || (!row.Removed && row.Url != fetched?.Url))
        {
            // It is another one by now, which is due by itself.
            return;
        }

        if (await ZoneAsync(row.ShopId) is not { } zone)
        {
            await calendars.ForgetAsync(BarberId, CancellationToken.None);
            return;
        }

        var next = row.Removed ? Now : row.Url is null ? Now + ReadAgainAfter : Now + FetchAgainAfter;
        if (!row.Removed)
        {
            row = await ReadAgainAsync(row, rows, fetched, zone);
            next = row.Failures > 0 ? Now + Pause(row.Failures) : next;
        }

        await ApplyAsync(Replaced(rows, row));
        await calendars.SettleAsync(row.Id, next, CancellationToken.None);
    }

    /// <inheritdoc/>
    public Task<long> GetFeedRevision() => Task.FromResult(state.State.FeedRevision);

    /// <inheritdoc/>
    public async Task<long> ChangeFeed()
    {
        var revision = state.State.FeedRevision + 1;
        await state.WriteAsync(state.State with { FeedRevision = revision }, DeactivateOnIdle);
        return revision;
    }

    /// <summary>The row after a look at its text; it was written, and is due as before.</summary>
    private async Task<BusyCalendarRow> ReadAgainAsync(
        BusyCalendarRow row, IReadOnlyList<BusyCalendarRow> rows, FetchedCalendar? fetched, DateTimeZone zone)
    {
        var now = Now;
        var fresh = fetched?.Text;
        var text = fresh ?? await calendars.ReadTextAsync(row.Id, CancellationToken.None);
        var failure = fetched?.Error;
        var next = row;
        if (!string.IsNullOrEmpty(text))
        {
            var reading = await CalendarReadings.ReadAsync(row.ShopId, text, zone, now, clock);
            if (reading.Problem is { } problem)
            {
                failure ??= problem.ToProblem().Detail;
                fresh = null;
            }
            else if (Union(Replaced(rows, With(row, reading))).Length > CalendarLimits.MaxIntervals)
            {
                failure ??= TooMuch().Detail;
                fresh = null;
            }
            else
            {
                next = With(row, reading);
            }
        }

        if (fresh is not null)
        {
            next = next with { ETag = fetched!.ETag, LastModified = fetched.LastModified };
        }

        next = next with
        {
            FetchedAt = failure is null && fetched is not null ? now : row.FetchedAt,
            Failures = failure is null ? 0 : row.Failures + 1,
            LastError = failure,
        };
        await calendars.PutAsync(next, fresh, CancellationToken.None);
        return next;
    }

    /// <summary>Tells the barber when all these calendars take time.</summary>
    private Task ApplyAsync(IEnumerable<BusyCalendarRow> rows) =>
        GrainFactory.GetGrain<IBarberGrain>(this.GetPrimaryKeyString()).SetBusyTimes(new BusyTimesMessage
        {
            Ticks = [.. Union(rows).SelectMany(range => (int[])[range.From, range.To])],
        });

    private async Task<IReadOnlyList<BusyCalendarRow>> ListRowsAsync() =>
        await calendars.ListAsync(BarberId, CancellationToken.None);

    /// <summary>The zone of the shop; null when this barber does not work there.</summary>
    private async Task<DateTimeZone?> ZoneAsync(Guid shopId)
    {
        var profile = await GrainFactory.GetGrain<IShopGrain>(shopId.ToString()).GetProfile();
        return profile is not null && profile.Barbers.Any(barber => barber.Id == BarberId)
            ? DateTimeZoneProviders.Tzdb[profile.TimeZone]
            : null;
    }

    private static ImmutableArray<Scheduling.Time.TickRange> Union(IEnumerable<BusyCalendarRow> rows) =>
        BusyIntervals.Join(rows.Where(row => !row.Removed).SelectMany(row => row.Busy));

    private static IEnumerable<BusyCalendarRow> Replaced(IReadOnlyList<BusyCalendarRow> rows, BusyCalendarRow row) =>
        rows.Where(other => other.Id != row.Id).Append(row);

    private static BusyCalendarRow With(BusyCalendarRow row, BusyReading reading) =>
        row with { Busy = reading.Busy, Events = reading.Events, Ignored = reading.IgnoredCount };

    private static Duration Pause(int failures) =>
        Duration.Min(LongestPause, FirstPause * Math.Pow(2, Math.Min(failures - 1, 20)));

    private static Problem TooMuch() => Problem.Invalid(
        "calendar", $"must not bring the barber to more than {CalendarLimits.MaxIntervals} busy intervals");

    private static BusyCalendarMessage ToMessage(BusyCalendarRow row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Url = row.Url,
        Events = row.Events,
        BusyIntervals = row.Busy.Length,
        IgnoredParts = row.Ignored,
        FetchedAt = row.FetchedAt?.ToDateTimeOffset(),
        NextFetchAt = row.Url is null ? null : row.NextAt.ToDateTimeOffset(),
        LastError = row.LastError,
    };
}
