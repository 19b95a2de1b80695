namespace BookedBarber.Scheduling.Hours;

/// <summary>A stretch of a local day by the wall clock, <c>[FromMinute, ToMinute)</c>.</summary>
/// <param name="FromMinute">Minutes since midnight, 0 to 1435, a multiple of 5.</param>
/// <param name="ToMinute">Minutes since midnight, up to 1440 (24:00), a multiple of 5, after the first.</param>
public readonly record struct LocalInterval(int FromMinute, int ToMinute)
{
    /// <summary>Minutes of a day by the wall clock; the latest end of an interval.</summary>
    public const int DayMinutes = 24 * 60;
}
