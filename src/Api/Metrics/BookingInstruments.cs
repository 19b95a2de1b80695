using System.Diagnostics.Metrics;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Scheduling.Bookings;

namespace BookedBarber.Api.Metrics;

/// <summary>What became of the requests to book.</summary>
public sealed class BookingInstruments
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "BookedBarber.Api";

    private readonly Counter<long> _accepted;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _refused;

    /// <summary>Creates the instruments.</summary>
    public BookingInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _accepted = meter.CreateCounter<long>(
            "bookedbarber.bookings.accepted", "{booking}", "Bookings that were made, by their first status.");
        _repeated = meter.CreateCounter<long>(
            "bookedbarber.bookings.repeated",
            "{request}",
            "Requests to book that were answered with the booking that their key had made before.");
        _refused = meter.CreateCounter<long>(
            "bookedbarber.bookings.refused", "{request}", "Requests to book that were refused, by problem code.");
    }

    /// <summary>Makes the series that alerts are built on exist before the first booking.</summary>
    public void BeginAtZero()
    {
        _accepted.Add(0, Status(BookingStatus.Confirmed.Name()));
        _accepted.Add(0, Status(BookingStatus.Held.Name()));
        _repeated.Add(0);
        _refused.Add(0, Code(ProblemCodes.SlotTaken));
        _refused.Add(0, Code(ProblemCodes.Unavailable));
    }

    /// <summary>A booking was made.</summary>
    public void Accepted(string status) => _accepted.Add(1, Status(status));

    /// <summary>A booking that was made before was answered again.</summary>
    public void Repeated() => _repeated.Add(1);

    /// <summary>A request was refused.</summary>
    public void Refused(string code) => _refused.Add(1, Code(code));

    private static KeyValuePair<string, object?> Status(string status) => new("status", status);

    private static KeyValuePair<string, object?> Code(string code) => new("code", code);
}
