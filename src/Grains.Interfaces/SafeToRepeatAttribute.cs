namespace BookedBarber.Grains.Interfaces;

/// <summary>
/// Doing this twice is the same as doing it once, and is answered the same: a caller who got no answer may repeat it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SafeToRepeatAttribute : Attribute;
