using Npgsql;

namespace BookedBarber.Ledger;

/// <summary>What an exception from the database proves.</summary>
internal static class PostgresFailures
{
    /// <summary>
    /// Whether the server itself has said that the transaction was rolled back. A FATAL proves nothing: a server that
    /// is being stopped may say so after the commit.
    /// </summary>
    public static bool ProvesRollback(PostgresException exception) =>
        exception.InvariantSeverity == "ERROR"
        && exception.SqlState != PostgresErrorCodes.StatementCompletionUnknown
        && !exception.SqlState.StartsWith("08", StringComparison.Ordinal);

    /// <summary>Whether the same flush may succeed when it is simply sent again.</summary>
    public static bool IsCollision(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.InvalidSqlStatementName;

    /// <summary>Whether one row, or who holds a lock on it, is to blame, and not the database as a whole.</summary>
    public static bool IsAboutOneRow(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.LockNotAvailable
        || exception.SqlState[..2] is "22" or "23" or "21" or "54";

    /// <summary>
    /// Whether the database is away or overloaded, so that a read may be repeated and a caller told to come back.
    /// </summary>
    public static bool IsUnavailable(Exception exception) => exception switch
    {
        PostgresException postgres => IsCollision(postgres)
            || postgres.InvariantSeverity is "FATAL" or "PANIC"
            || postgres.SqlState[..2] is "08" or "25" or "53" or "55" or "57" or "58" or "XX",
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>
    /// Makes a connection usable after an ERROR amid a batch: the server then skips the statements that follow, those
    /// included that the driver believes it has just prepared. (The driver has no asynchronous form of this.)
    /// </summary>
    public static async Task ForgetPreparedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Run(connection.UnprepareAll, cancellationToken);
        }
        catch (NpgsqlException)
        {
            // The connection is lost, and its statements with it.
        }
    }
}
