using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Ledger;
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
            await LoadAsync();
        }
    }

    /// <summary>
    /// The memory for a reader: read again where that is possible and quick, as last known where it is not.
    /// </summary>
    private async Task<BarberMemory> ReadAsync()
    {
        if (_memory is null)
        {
            await LoadAsync();
        }
        else if (_inDoubt || _memory.Today != Today())
        {
            try
            {
                await LoadAsync().WaitAsync(ReaderPatience, clock);
            }
            catch (Exception exception)
            {
                LogReadFromMemory(logger, Id, exception.Message);
            }
        }

        return _memory!;
    }

    /// <summary>The memory for a writer: certain, of today, and without holds whose deadline has passed.</summary>
    private async Task<BarberMemory> PrepareToWriteAsync()
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (_memory is null || _inDoubt || _loading is { IsCompleted: false } || _memory.Today != Today())
            {
                // A look that is under way may have taken the doubt for itself, or have begun before it; so look again.
                await LoadAsync();
                continue;
            }

            var memory = _memory;
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

    /// <summary>
    /// A refusal comes from memory, and no fence has looked at it: somebody may have given the time back elsewhere. So
    /// unless the memory was certain a moment ago, it is read again before anybody is refused by it. Such a look is
    /// asked for after the request has come, so it is not too old, however long it takes.
    /// </summary>
    private bool MayBeOutdated(Problem refusal)
    {
        if (refusal.Code != ProblemCodes.SlotTaken || clock.GetElapsedTime(_certainAt) < Certainty)
        {
            return false;
        }

        _inDoubt = true;
        return true;
    }

    /// <summary>Commits; unless that succeeds, the memory is in doubt from here on.</summary>
    private async Task<CommitOutcome> CommitAsync(LedgerEntry entry)
    {
        var asked = clock.GetTimestamp();
        try
        {
            var outcome = await ledger.CommitAsync(entry, CancellationToken.None);
            if (outcome is CommitOutcome.Committed)
            {
                _certainAt = Math.Max(_certainAt, asked);
            }

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
        var settled = _inDoubt;
        var versionBefore = _memory?.Version.Ledger;
        var asked = clock.GetTimestamp();

        // Whoever casts doubt while the answer is on its way may know better than the answer.
        _inDoubt = false;
        try
        {
            var loaded = settled
                ? await ledger.LoadSettledTimelineAsync(Id, from, to, CancellationToken.None)
                : await ledger.LoadTimelineAsync(Id, from, to, CancellationToken.None);

            // A commit that was under way meanwhile may have brought the memory further than what was read. Otherwise
            // the database is right, also with a lower version: it may have been restored to an earlier time.
            if (_memory is null || _memory.Calendar != calendar || _memory.Version.Ledger == versionBefore
                || loaded.Version >= _memory.Version.Ledger)
            {
                await ReplaceMemoryAsync(BarberMemory.Build(calendar, today, loaded), asked);
            }
        }
        catch
        {
            _inDoubt = true;
            throw;
        }
    }

    private async Task ReplaceMemoryAsync(BarberMemory memory, long askedAt)
    {
        var before = _memory?.Version;
        _memory = memory;
        _certainAt = askedAt;
        CountHolds();
        if (before is { } known && known != memory.Version)
        {
            await AnnounceAsync(known, changed: null, wholly: true);
        }
    }

    /// <summary>
    /// Commits a move and follows it. Whoever loses the booking is told, also when the outcome is not known: nothing
    /// else would make that barber look again.
    /// </summary>
    private async Task<CommitOutcome> CommitMoveAsync(Move move)
    {
        CommitOutcome outcome;
        try
        {
            outcome = await CommitAsync(move);
        }
        catch
        {
            await TellToReloadAsync(move.FromBarberId);
            throw;
        }

        if (outcome is CommitOutcome.Committed committed)
        {
            await TellToReloadAsync(move.FromBarberId);
            await CatchUpAsync(committed.Version);
        }

        return outcome;
    }

    private async Task CatchUpAsync(long version)
    {
        try
        {
            // One that is under way may have begun before the commit.
            for (var attempt = 0; attempt < MaxAttempts && _memory!.Version.Ledger < version; attempt++)
            {
                await LoadAsync();
            }
        }
        catch (LedgerUnavailableException exception)
        {
            LogReadFromMemory(logger, Id, exception.Message);
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
        CountHolds();
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

        CountHolds();
        await AnnounceAsync(before, changed);
    }

    /// <summary>
    /// Follows the memory wherever it changes. A read that outlives the activation must not count what nobody would
    /// ever give back.
    /// </summary>
    private void CountHolds()
    {
        var open = _ended || _memory is null ? 0 : _memory.OpenHolds;
        instruments.AddHolds(open - _holdsCounted);
        _holdsCounted = open;
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
        if (barberId == Id)
        {
            return;
        }

        try
        {
            var other = GrainFactory.GetGrain<IBarberGrain>(barberId.ToString());
            await other.Reload().WaitAsync(AnnounceTimeout, clock);
        }
        catch (Exception exception)
        {
            // It reads again before it refuses anybody, or when the fence refuses its next write.
            LogNotAnnounced(logger, barberId, exception);
        }
    }

    private LocalDate Today() => _calendar!.Calendar.DateOf(Now);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Barber {BarberId}: {Outcome} on commit; deciding afresh")]
    private static partial void LogConflict(ILogger logger, Guid barberId, string outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Barber {BarberId}: goes on from memory: {Reason}")]
    private static partial void LogReadFromMemory(ILogger logger, Guid barberId, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Barber {BarberId}: a change was not heard of")]
    private static partial void LogNotAnnounced(ILogger logger, Guid barberId, Exception exception);
}
