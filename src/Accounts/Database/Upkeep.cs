using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Accounts.Database;

/// <summary>
/// Removes at the start and every hour what has come to its end: sessions, links, challenges, accounts that nobody
/// confirmed, mails that were sent.
/// </summary>
internal sealed partial class Upkeep(AccountsDatabase database, TimeProvider clock, ILogger<Upkeep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>What is executed; <c>$1</c> is the time.</summary>
    internal static readonly string[] Statements =
    [
        "delete from accounts.sessions where expires_at < $1 - interval '1 day' or ended_at < $1 - interval '30 days'",
        "delete from accounts.refresh_tokens where expires_at < $1",
        "delete from accounts.first_sign_ins where expires_at < $1",
        "delete from accounts.users where not email_confirmed and created_at < $1 - interval '7 days'",
        "delete from accounts.unknown_sign_ins where updated_at < $1 - interval '1 day'",
        "delete from accounts.used_challenges where expires_at < $1",
        "delete from accounts.invitations where expires_at < $1 - interval '30 days'",
        "delete from accounts.mails where created_at < $1 - interval '30 days'",
    ];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        do
        {
            try
            {
                foreach (var statement in Statements)
                {
                    await database.Source.ExecuteAsync(statement, stoppingToken, clock.GetUtcNow());
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old sessions and mails were not removed: {Error}")]
    private partial void LogFailed(string error);
}
