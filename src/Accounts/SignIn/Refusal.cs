using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.SignIn;

/// <summary>Why something about an account was not done.</summary>
/// <param name="Code">For a program; one of <see cref="RefusalCodes"/>.</param>
/// <param name="Detail">One sentence for a person.</param>
public sealed record Refusal(string Code, string Detail)
{
    /// <summary>The fields at fault and their rules, with <c>validation_failed</c>.</summary>
    public IReadOnlyList<(string Field, string Rule)> Errors { get; init; } = [];

    /// <summary>The password is none that is taken.</summary>
    internal static Refusal Password(IEnumerable<IdentityError> errors) =>
        new(RefusalCodes.ValidationFailed, "The password is not one that is taken.")
        {
            Errors = [.. errors.Select(error => ("password", error.Description))],
        };

    internal static Refusal InvalidToken() =>
        new(RefusalCodes.InvalidToken, "This link or token is not good, was used already or has ended.");

    internal static Refusal InvalidCode() =>
        new(RefusalCodes.InvalidCode, "This code is not good, or was used already.");

    internal static Refusal InvalidPasskey() =>
        new(RefusalCodes.InvalidPasskey, "This passkey is not good here, or its answer came too late or twice.");

    internal static Refusal NoMail() => new(
        RefusalCodes.MailUnavailable,
        "Nobody can be written to from here: no mail server is set (BookedBarber__Smtp__Host). Nothing was done.");

    internal static Refusal LockedOut() =>
        new(RefusalCodes.LockedOut, "Too many attempts; nobody can sign in as this for some minutes.");
}

/// <summary>The codes of refusals.</summary>
public static class RefusalCodes
{
    /// <summary>No account has this address and password.</summary>
    public const string InvalidCredentials = "invalid_credentials";

    /// <summary>Too many attempts: for some minutes nobody can sign in.</summary>
    public const string LockedOut = "locked_out";

    /// <summary>The password is right; a code of the second factor is missing.</summary>
    public const string TwoFactorRequired = "two_factor_required";

    /// <summary>The code of the second factor is wrong.</summary>
    public const string InvalidCode = "invalid_code";

    /// <summary>The password is right; the e-mail address was not confirmed.</summary>
    public const string EmailNotConfirmed = "email_not_confirmed";

    /// <summary>A link or token is not good, was used or has ended.</summary>
    public const string InvalidToken = "invalid_token";

    /// <summary>A passkey is nobody's, was not verified, or its answer is not good, late or not the first.</summary>
    public const string InvalidPasskey = "invalid_passkey";

    /// <summary>The account has as many passkeys as one may.</summary>
    public const string TooManyPasskeys = "too_many_passkeys";

    /// <summary>There is a second factor already.</summary>
    public const string TwoFactorEnabled = "two_factor_enabled";

    /// <summary>There is no second factor.</summary>
    public const string TwoFactorNotEnabled = "two_factor_not_enabled";

    /// <summary>There is no way for the mail that this needs.</summary>
    public const string MailUnavailable = "mail_unavailable";

    /// <summary>A field breaks a rule.</summary>
    public const string ValidationFailed = "validation_failed";
}
