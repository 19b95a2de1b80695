using System.Diagnostics.Metrics;

namespace BookedBarber.Grains.Barbers;

/// <summary>What the barbers of this process tell of themselves. Sums over processes are right.</summary>
public sealed class BarberInstruments
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "BookedBarber.Grains";

    private readonly Counter<long> _conflicts;

    // Kept here and read when somebody collects, so that it is right whenever a listener comes.
    private long _openHolds;

    /// <summary>Creates the instruments, at zero.</summary>
    public BarberInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableUpDownCounter(
            "bookedbarber.holds.open",
            () => Volatile.Read(ref _openHolds),
            unit: "{hold}",
            description: "Holds that the active barbers of this process keep.");
        _conflicts = meter.CreateCounter<long>(
            "bookedbarber.grains.conflicts",
            unit: "{request}",
            description: "Requests that a barber refused from memory, since their time was taken.");
    }

    /// <summary>Makes the series that count exist before the first conflict.</summary>
    public void BeginAtZero() => _conflicts.Add(0);

    /// <summary>A barber keeps so many more holds, or fewer.</summary>
    internal void AddHolds(int difference)
    {
        if (difference != 0)
        {
            Interlocked.Add(ref _openHolds, difference);
        }
    }

    /// <summary>A barber was asked for time that its memory knows to be taken.</summary>
    internal void CountConflict() => _conflicts.Add(1);
}
