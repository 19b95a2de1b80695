namespace BookedBarber.Silo.Hosting;

/// <summary>
/// A setting cannot be understood or does not fit this program; the message names it and says what does.
/// </summary>
public sealed class SettingException(string message) : Exception(message);
