namespace BookedBarber.Silo.Database;

/// <summary>The database cannot be used until the operator has done what the message says.</summary>
public sealed class SiloDatabaseException(string message, Exception innerException)
    : Exception(message, innerException);
