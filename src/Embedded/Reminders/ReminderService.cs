using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Reminders;

/// <summary>
/// Delivers reminders. Whoever was due while the process was down is reminded once when it is up again, then at the
/// next multiple of its period: a tick may come twice, but it is not lost.
/// </summary>
internal sealed partial class ReminderService : IReminderRegistry
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId, string), ScheduledReminder> _reminders = [];
    private readonly PriorityQueue<ScheduledReminder, DateTime> _due = new();
    private readonly IReminderTable _table;
    private readonly GrainRuntime _runtime;
    private readonly EmbeddedGrainsOptions _options;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly ITimer _poll;
    private int _delivering;
    private bool _running;

    public ReminderService(
        IReminderTable table, GrainRuntime runtime, IOptions<EmbeddedGrainsOptions> options,
        ILogger<ReminderService> logger)
    {
        (_table, _runtime, _options, _logger) = (table, runtime, options.Value, logger);
        using var noFlow = ExecutionContext.SuppressFlow();
        _timer = runtime.Time.CreateTimer(
            static self => ((ReminderService)self!).DeliverDue(), this, Never, Never);
        _poll = runtime.Time.CreateTimer(
            static self => _ = ((ReminderService)self!).PollAsync(), this, Never, Never);
    }

    private DateTime Now => _runtime.Time.GetUtcNow().UtcDateTime;

    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < _options.MinimumReminderPeriod)
            throw new ArgumentException(
                $"A reminder's period is at least {_options.MinimumReminderPeriod}, not {period}.", nameof(period));
        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = Now + dueTime,
            Period = period,
        };
        entry.ETag = await _table.UpsertRow(entry).ConfigureAwait(false);
        lock (_gate) Schedule(entry, entry.StartAt);
        return new GrainReminder(reminderName, entry.ETag!);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        if (reminder is not GrainReminder { ETag: var eTag })
            throw new ArgumentException("The reminder was not made by this service.", nameof(reminder));
        if (!await _table.RemoveRow(callingGrainId, reminder.ReminderName, eTag).ConfigureAwait(false))
            throw new ReminderException(
                $"The reminder '{reminder.ReminderName}' of {callingGrainId} has changed; get it anew and try again.");
        lock (_gate) Forget((callingGrainId, reminder.ReminderName));
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
        => await _table.ReadRow(callingGrainId, reminderName).ConfigureAwait(false) is { } row
            ? new GrainReminder(row.ReminderName, row.ETag!)
            : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        var rows = await _table.ReadRows(callingGrainId).ConfigureAwait(false);
        return [.. rows.Reminders.Select(row => new GrainReminder(row.ReminderName, row.ETag!))];
    }

    internal async Task StartAsync()
    {
        var rows = await _table.ReadRows(0, 0).ConfigureAwait(false);
        lock (_gate)
        {
            _running = true;
            foreach (var row in rows.Reminders) Schedule(row, row.StartAt);
        }

        _poll.Change(_options.ReminderPollPeriod, _options.ReminderPollPeriod);
    }

    internal void Stop()
    {
        lock (_gate) _running = false;
        _timer.Dispose();
        _poll.Dispose();
    }

    private async Task PollAsync()
    {
        try
        {
            var rows = await _table.ReadRows(0, 0).ConfigureAwait(false);
            lock (_gate) Adopt(rows);
        }
        catch (Exception exception)
        {
            LogPollFailed(exception);
        }
    }

    private void Adopt(ReminderTableData rows)
    {
        foreach (var row in rows.Reminders)
        {
            var known = _reminders.GetValueOrDefault((row.GrainId, row.ReminderName));
            if (known?.Entry.ETag != row.ETag) Schedule(row, NextAfter(row, Now));
        }

        var there = rows.Reminders.Select(row => (row.GrainId, row.ReminderName)).ToHashSet();
        foreach (var key in _reminders.Keys.Where(key => !there.Contains(key)).ToArray()) Forget(key);
    }

    private void Schedule(ReminderEntry entry, DateTime due)
    {
        Forget((entry.GrainId, entry.ReminderName));
        var reminder = new ScheduledReminder(entry);
        _reminders[(entry.GrainId, entry.ReminderName)] = reminder;
        _due.Enqueue(reminder, due);
        SetTimer();
    }

    private void Forget((GrainId, string) key)
    {
        if (_reminders.Remove(key, out var old)) old.IsForgotten = true;
    }

    private void SetTimer()
    {
        while (_due.TryPeek(out var reminder, out _) && reminder.IsForgotten) _due.Dequeue();
        if (!_running || !_due.TryPeek(out _, out var due)) return;
        var wait = due - Now;
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
        _timer.Change(wait, Never);
    }

    private void DeliverDue()
    {
        List<ScheduledReminder> ready = [];
        lock (_gate)
        {
            var now = Now;
            while (_running && _delivering < _options.MaxConcurrentReminders
                && _due.TryPeek(out var reminder, out var due) && due <= now)
            {
                _due.Dequeue();
                if (reminder.IsForgotten) continue;
                _due.Enqueue(reminder, NextAfter(reminder.Entry, now));
                _delivering++;
                ready.Add(reminder);
            }

            if (_delivering < _options.MaxConcurrentReminders) SetTimer();
        }

        foreach (var reminder in ready) _ = DeliverAsync(reminder.Entry);
    }

    private async Task DeliverAsync(ReminderEntry entry)
    {
        try
        {
            var grain = _runtime.GetGrain<IRemindable>(entry.GrainId);
            var status = new TickStatus(entry.StartAt, entry.Period, Now);
            await grain.ReceiveReminder(entry.ReminderName, status).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogDeliveryFailed(exception, entry.ReminderName, entry.GrainId);
        }

        lock (_gate)
        {
            if (_delivering-- == _options.MaxConcurrentReminders) SetTimer();
        }
    }

    private static DateTime NextAfter(ReminderEntry entry, DateTime now) => entry.StartAt > now
        ? entry.StartAt
        : entry.StartAt + ((((now - entry.StartAt).Ticks / entry.Period.Ticks) + 1) * entry.Period);

    private sealed class ScheduledReminder(ReminderEntry entry)
    {
        internal ReminderEntry Entry => entry;

        internal bool IsForgotten { get; set; }
    }

    private sealed record GrainReminder(string ReminderName, string ETag) : IGrainReminder;
}
