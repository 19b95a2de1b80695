using NodaTime;

namespace BookedBarber.Scheduling.Time;

/// <summary>
/// The grain of time in this system: 5 minutes, counted from the Unix epoch. A tick is an <see cref="int"/>;
/// it covers <c>[tick * 5 min, (tick + 1) * 5 min)</c> UTC. Every zone's offset since 1972 is a multiple of 15 minutes
/// (tz database), so wall clocks and ticks are aligned.
/// </summary>
public static class Tick
{
    /// <summary>Length of one tick in minutes.</summary>
    public const int Minutes = 5;

    /// <summary>Length of one tick in seconds.</summary>
    public const int Seconds = Minutes * 60;

    /// <summary>The tick that contains an instant.</summary>
    public static int Containing(Instant instant) =>
        checked((int)Math.DivRem(instant.ToUnixTimeSeconds(), Seconds, out var rest) - (rest < 0 ? 1 : 0));

    /// <summary>The first tick that starts at or after an instant.</summary>
    public static int AtOrAfter(Instant instant)
    {
        var tick = Containing(instant);
        return ToInstant(tick) == instant ? tick : tick + 1;
    }

    /// <summary>The instant at which a tick starts.</summary>
    public static Instant ToInstant(int tick) => Instant.FromUnixTimeSeconds((long)tick * Seconds);

    /// <summary>Whether an instant is the start of a tick.</summary>
    public static bool IsAligned(Instant instant) => ToInstant(Containing(instant)) == instant;

    /// <summary>How many ticks a number of minutes takes; minutes must be a multiple of 5.</summary>
    public static int FromMinutes(int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(minutes % Minutes, 0);
        return minutes / Minutes;
    }
}
