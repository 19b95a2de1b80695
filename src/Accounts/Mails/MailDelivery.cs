using BookedBarber.Accounts.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Accounts.Mails;

/// <summary>
/// Sends what is in the outbox, one mail after the other, at least once: a mail is claimed for some minutes, and one
/// that fails is tried again later and later. Several processes share the work.
/// </summary>
internal sealed partial class MailDelivery(
    AccountsDatabase database,
    MailOutbox outbox,
    MailCarrier carrier,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<MailDelivery> logger) : BackgroundService
{
    private const int MaxAttempts = 12;
    private const int MaxErrorLength = 500;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Sends the next mail that is due; false when there is none.</summary>
    public async Task<bool> DeliverNextAsync(CancellationToken end)
    {
        var now = clock.GetUtcNow();
        var claimed = await database.Source.QueryAsync(
            """
            update accounts.mails set attempts = attempts + 1, next_attempt_at = $2
            where id = (
              select id from accounts.mails
              where sent_at is null and given_up_at is null and next_attempt_at <= $1
              order by next_attempt_at limit 1 for update skip locked)
            returning id, kind, recipient, language, invitation_id, attempts
            """,
            row => new WaitingMail(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.ValueOrNull<Guid>(4),
                row.GetInt32(5)),
            end, now, now + Claim);
        if (claimed is not [var mail])
        {
            return false;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var writer = scope.ServiceProvider.GetRequiredService<MailWriter>();
            if (await writer.WriteAsync(mail, end) is { } written)
            {
                await carrier.CarryAsync(mail.Id, written, end);
            }

            await database.Source.ExecuteAsync(
                "update accounts.mails set sent_at = $2, error = null where id = $1", end, mail.Id, clock.GetUtcNow());
        }
        catch (Exception exception) when (!end.IsCancellationRequested)
        {
            await PostponeAsync(mail, exception, end);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!carrier.CanCarry)
        {
            LogNoWay();
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await outbox.WaitAsync(LookAgain, stoppingToken);
                while (await DeliverNextAsync(stoppingToken))
                {
                    // Until there is none.
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogAway(exception.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task PostponeAsync(WaitingMail mail, Exception exception, CancellationToken end)
    {
        var error = $"{exception.GetType().Name}: {exception.Message}";
        var pause = FirstPause * Math.Pow(2, mail.Attempts - 1);
        LogFailed(mail.Id, mail.Kind, mail.Attempts, error);
        await database.Source.ExecuteAsync(
            """
            update accounts.mails
            set next_attempt_at = $2, error = $3, given_up_at = case when $4 then $5::timestamptz end
            where id = $1
            """,
            end,
            mail.Id,
            clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause),
            error.Length > MaxErrorLength ? error[..MaxErrorLength] : error,
            mail.Attempts >= MaxAttempts,
            clock.GetUtcNow());
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "There is no way for mails (BookedBarber__Smtp__Host): those that are to be sent wait.")]
    private partial void LogNoWay();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} ({Kind}) was not sent, attempt {Attempt}: {Error}")]
    private partial void LogFailed(long id, string kind, int attempt, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox for mails cannot be read: {Error}")]
    private partial void LogAway(string error);
}
