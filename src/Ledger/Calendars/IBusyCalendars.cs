using NodaTime;

namespace BookedBarber.Ledger.Calendars;

/// <summary>
/// The calendars of others in which barbers are busy. Every method answers within a deadline or throws
/// <see cref="LedgerUnavailableException"/>, and may be repeated.
/// </summary>
public interface IBusyCalendars
{
    /// <summary>A barber's calendars by name, the removed ones included.</summary>
    Task<IReadOnlyList<BusyCalendarRow>> ListAsync(Guid barberId, CancellationToken cancellationToken);

    /// <summary>The text of one; null when there is none.</summary>
    Task<string?> ReadTextAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Writes one in the place of the one with the same name.</summary>
    /// <param name="row">What is to be kept.</param>
    /// <param name="text">Its text, at most 1 MiB; null leaves it as it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task PutAsync(BusyCalendarRow row, string? text, CancellationToken cancellationToken);

    /// <summary>Its barber has heard of all this: it rests until then, or is gone when it was removed.</summary>
    Task SettleAsync(Guid id, Instant nextAt, CancellationToken cancellationToken);

    /// <summary>Forgets all calendars of a barber.</summary>
    Task ForgetAsync(Guid barberId, CancellationToken cancellationToken);

    /// <summary>
    /// Takes some that are due, those first that have waited for longest. Nobody else gets them until the lease ends,
    /// so that of many processes one reads each.
    /// </summary>
    Task<IReadOnlyList<DueCalendar>> ClaimAsync(
        Instant now, Duration lease, int limit, CancellationToken cancellationToken);
}
