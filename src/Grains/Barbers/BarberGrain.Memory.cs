using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Ledger.Commits;
using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Scheduling.Time;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace BookedBarber.Grains.Barbers;

/// <content>How the memory of a barber follows the ledger, and who hears of it.</content>
public sealed partial class BarberGrain
{
    /// <inheritdoc/>
    public async Task<TimelineSnapshot> GetTimeline()
    {
        var memory = await ReadAsync();
        return new TimelineSnapshot
        {
            Version = memory.Version,
            FirstTick = memory.Timeline.FirstTick,
            Free = memory.Timeline.Free.ToArray(),
            NextHoldExpiry = memory.NextHoldExpiry?.ToDateTimeOffset(),
            SettingsRevision = memory.Calendar.SettingsRevision,
        };
    }

    /// <inheritdoc/>
    public async Task<TimelineVersion> GetVersion() => (await ReadAsync()).Version;

    /// <inheritdoc/>
    public async Task Reload()
    {
        if (_calendar is not null)
        {
            _inDoubt = true;
            await ReloadAndAnnounceAsync();
        }
    }

    /// <summary>The memory for a reader: read again where that is possible, as last known where it is not.</summary>
    private async Task<BarberMemory> ReadAsync()
    {
        if (_memory is { } known && !_inDoubt && known.Today == Today())
        {
            return known;
        }

        try
        {
            await LoadAsync();
        }
        catch (Exception exception) when (_memory is not null)
        {
            LogReadFromMemory(logger, Id, exception);
        }

        return _memory ?? throw new InvalidOperationException($"Barber {Id} belongs to no shop yet.");
    }

    /// <summary>The memory for a writer: certain, of today, and without holds whose deadline has passed.</summary>
    private async Task<BarberMemory> PrepareToWriteAsync()
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (_memory is null || _inDoubt || _memory.Today != Today())
            {
                await LoadAsync();
            }

            var memory = _memory!;
            var now = Now;
            var due = memory.DueHolds(now);
            if (due.Count == 0)
            {
                return memory;
            }

            var outcome = await CommitAsync(new StatusChange
            {
                BarberId = Id,
                ExpectedVersion = memory.Version.Ledger,
                BookingIds = due,
                From = BookingStatus.Held,
                To = BookingStatus.Expired,
                At = now,
            });
            if (outcome is CommitOutcome.Committed committed)
            {
                await ApplyStatusAsync(due, BookingStatus.Expired, committed.Version);
            }
        }

        throw TooManyConflicts();
    }

    /// <summary>Commits; unless that succeeds, the memory is in doubt from here on.</summary>
    private async Task<CommitOutcome> CommitAsync(LedgerEntry entry)
    {
        try
        {
            var outcome = await ledger.CommitAsync(entry, CancellationToken.None);
            _inDoubt |= outcome is not (CommitOutcome.Committed or CommitOutcome.DuplicateKey);
            return outcome;
        }
        catch
        {
            _inDoubt = true;
            throw;
        }
    }

    /// <summary>Reads the timeline once for everybody who waits for it.</summary>
    private Task LoadAsync()
    {
        if (_loading is { IsCompleted: false } underWay)
        {
            return underWay;
        }

        return _loading = LoadOnceAsync();
    }

    private async Task LoadOnceAsync()
    {
        BarberCalendar calendar;
        do
        {
            calendar = _calendar ?? throw new InvalidOperationException($"Barber {Id} belongs to no shop yet.");
            await LoadAsync(calendar);
        }
        while (calendar != _calendar);
    }

    private async Task LoadAsync(BarberCalendar calendar)
    {
        var today = calendar.Calendar.DateOf(Now);
        var (from, to) = BarberMemory.RangeOn(calendar, today);

        // Whoever casts doubt while the answer is on its way may know better than the answer.
        _inDoubt = false;
        try
        {
            var loaded = await ledger.LoadTimelineAsync(Id, from, to, CancellationToken.None);

            // A commit that was under way meanwhile may have brought the memory further than what was read.
            if (_memory is null || _memory.Calendar != calendar || loaded.Version >= _memory.Version.Ledger)
            {
                _memory = BarberMemory.Build(calendar, today, loaded);
            }
        }
        catch
        {
            _inDoubt = true;
            throw;
        }
    }

    private async Task OccupyAsync(Booking booking, TickRange range, long version)
    {
        var memory = _memory!;
        if (memory.Version.Ledger >= version)
        {
            return;
        }

        var before = memory.Version;
        memory.Occupy(new Occupancy(booking.Id, range.From, range.To), booking.HoldExpiresAt, version);
        await AnnounceAsync(before, range);
    }

    private async Task ApplyStatusAsync(IReadOnlyList<Guid> bookingIds, BookingStatus to, long version)
    {
        var memory = _memory!;
        if (memory.Version.Ledger >= version)
        {
            return;
        }

        var before = memory.Version;
        TickRange? changed = null;
        foreach (var bookingId in bookingIds)
        {
            if (to.Occupies())
            {
                memory.Confirm(bookingId, version);
                continue;
            }

            var range = memory.Release(bookingId, version);
            changed = changed is { } sofar
                ? new TickRange(Math.Min(sofar.From, range.From), Math.Max(sofar.To, range.To))
                : range;
        }

        await AnnounceAsync(before, changed);
    }

    private async Task ReloadAndAnnounceAsync()
    {
        var before = _memory?.Version ?? default;
        await LoadAsync();
        if (_memory!.Version != before)
        {
            await AnnounceAsync(before, changed: null, wholly: true);
        }
    }

    /// <summary>Tells the shop; a message that is lost is noticed there by its version.</summary>
    private async Task AnnounceAsync(TimelineVersion before, TickRange? changed, bool wholly = false)
    {
        var memory = _memory!;
        var (firstTick, words) = wholly ? (0, null) : memory.Timeline.Words(changed);
        var notice = new TimelineNotice
        {
            BarberId = Id,
            Before = before,
            After = memory.Version,
            FirstTick = firstTick,
            Words = words,
            NextHoldExpiry = memory.NextHoldExpiry?.ToDateTimeOffset(),
        };
        try
        {
            var shop = GrainFactory.GetGrain<IShopGrain>(memory.Calendar.ShopId.ToString());
            await shop.TimelineChanged(notice).WaitAsync(AnnounceTimeout, clock);
        }
        catch (Exception exception)
        {
            LogNotAnnounced(logger, Id, exception);
        }
    }

    private async Task TellToReloadAsync(Guid barberId)
    {
        try
        {
            var other = GrainFactory.GetGrain<IBarberGrain>(barberId.ToString());
            await other.Reload().WaitAsync(AnnounceTimeout, clock);
        }
        catch (Exception exception)
        {
            // The fence refuses its next write, and then it reloads by itself.
            LogNotAnnounced(logger, barberId, exception);
        }
    }

    private LocalDate Today() => _calendar!.Calendar.DateOf(Now);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Barber {BarberId}: {Outcome} on commit; deciding afresh")]
    private static partial void LogConflict(ILogger logger, Guid barberId, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Barber {BarberId}: answering reads from memory")]
    private static partial void LogReadFromMemory(ILogger logger, Guid barberId, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Barber {BarberId}: a change was not heard of")]
    private static partial void LogNotAnnounced(ILogger logger, Guid barberId, Exception exception);
}
