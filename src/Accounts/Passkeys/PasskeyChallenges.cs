using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Protection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace BookedBarber.Accounts.Passkeys;

/// <summary>What a browser is to ask an authenticator, and the challenge in it once more, sealed.</summary>
/// <param name="Options">JSON for <c>navigator.credentials</c>.</param>
/// <param name="Ticket">Comes back with the authenticator's answer; good for minutes, and once.</param>
public sealed record PasskeyQuestion(string Options, string Ticket);

/// <summary>What an authenticator has answered.</summary>
/// <param name="Credential">The JSON of what <c>navigator.credentials</c> gave.</param>
/// <param name="Ticket">That of the question.</param>
/// <param name="Http">The request, for where it was asked.</param>
/// <param name="Address">From where it comes, for the audit log.</param>
public sealed record PasskeyAnswer(string Credential, string Ticket, HttpContext Http, string? Address);

/// <summary>
/// Challenges that wait for an answer are with the browsers, sealed; nothing of them is kept here, whoever asks for how
/// many. Only one that was answered well is written down, so that nobody answers it a second time.
/// </summary>
public sealed class PasskeyChallenges(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>To make a passkey, and to sign in with one: what was meant for one is good for nothing else.</summary>
    internal const string ToAdd = "add", ToSignIn = "sign-in";

    private const int MaxTicketLength = 4_096;
    private const char Separator = ' ';

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // Longer than a ticket: the clocks of two front doors are not the same.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <summary>Seals what has to be known of a challenge when its answer comes.</summary>
    internal string Seal(string purpose, string state) => Protector(purpose).Protect(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds()}{Separator}{state}"));

    /// <summary>What was sealed; null when it is not ours, for something else, or too old.</summary>
    internal string? Open(string purpose, string ticket)
    {
        if (ticket.Length is 0 or > MaxTicketLength)
        {
            return null;
        }

        try
        {
            var parts = Protector(purpose).Unprotect(ticket).Split(Separator, 2);
            var expires = long.Parse(parts[0], CultureInfo.InvariantCulture);
            return clock.GetUtcNow().ToUnixTimeSeconds() <= expires ? parts[1] : null;
        }
        catch (CryptographicException exception) when (!KeyRing.IsAway(exception))
        {
            return null;
        }
    }

    /// <summary>Uses a challenge up, in the transaction of the connection; false when it was before.</summary>
    internal async Task<bool> UseUpAsync(NpgsqlConnection connection, string state, CancellationToken end) =>
        await connection.ExecuteAsync(
            "insert into accounts.used_challenges (challenge_hash, expires_at) values ($1, $2) on conflict do nothing",
            end, SHA256.HashData(Encoding.UTF8.GetBytes(state)), clock.GetUtcNow() + Remembered) == 1;

    private IDataProtector Protector(string purpose) =>
        protection.CreateProtector("BookedBarber.PasskeyChallenge.v1", purpose);
}
