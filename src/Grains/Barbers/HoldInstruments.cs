using System.Diagnostics.Metrics;

namespace BookedBarber.Grains.Barbers;

/// <summary>How many holds the active barbers of this process keep. Sums over processes are right.</summary>
public sealed class HoldInstruments
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "BookedBarber.Grains";

    // Kept here and read when somebody collects, so that it is right whenever a listener comes.
    private long _open;

    /// <summary>Creates the instrument, at zero.</summary>
    public HoldInstruments(IMeterFactory meters) =>
        meters.Create(MeterName).CreateObservableUpDownCounter(
            "bookedbarber.holds.open",
            () => Volatile.Read(ref _open),
            unit: "{hold}",
            description: "Holds that the active barbers of this process keep.");

    /// <summary>A barber keeps so many more, or fewer.</summary>
    internal void Add(int difference)
    {
        if (difference != 0)
        {
            Interlocked.Add(ref _open, difference);
        }
    }
}
