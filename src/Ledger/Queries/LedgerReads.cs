using Npgsql;

namespace BookedBarber.Ledger.Queries;

/// <summary>Runs a read, again if need be, until it is answered or its deadline has passed.</summary>
internal sealed class LedgerReads(NpgsqlDataSource dataSource, LedgerOptions options, TimeProvider time, Random random)
{
    /// <exception cref="LedgerUnavailableException">There was no answer in time.</exception>
    public async Task<T> RunAsync<T>(
        string sql,
        Action<NpgsqlParameterCollection> bind,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ReadDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var backoff = new Backoff(time, random);
        Exception? last = null;
        try
        {
            while (true)
            {
                try
                {
                    await using var command = dataSource.CreateCommand(sql);
                    bind(command.Parameters);
                    await using var reader = await command.ExecuteReaderAsync(either.Token);
                    return await read(reader, either.Token);
                }
                catch (Exception exception) when (PostgresFailures.IsUnavailable(exception))
                {
                    last = exception;
                }

                await backoff.DelayAsync(either.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LedgerUnavailableException("The database did not answer a read in time.", last ?? exception)
            {
                RetryAfter = options.RetryAfter,
            };
        }
    }
}
