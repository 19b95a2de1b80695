using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Http;

namespace BookedBarber.Api.Account;

/// <summary>Credentials in a body.</summary>
/// <param name="Email">The address of the account.</param>
/// <param name="Password">Its password.</param>
/// <param name="Code">What the authenticator shows; needed where there is a second factor.</param>
/// <param name="RecoveryCode">A recovery code instead.</param>
public sealed record SignInBody(string? Email, string? Password, string? Code, string? RecoveryCode);

/// <summary>A refresh token in a body.</summary>
/// <param name="RefreshToken">The token.</param>
public sealed record RefreshBody(string? RefreshToken);

/// <summary>A new account in a body.</summary>
/// <param name="Email">Its address.</param>
/// <param name="Password">Its password.</param>
/// <param name="Name">How its owner wants to be called; the address when left out.</param>
public sealed record RegisterBody(string? Email, string? Password, string? Name);

/// <summary>An address in a body.</summary>
/// <param name="Email">The address.</param>
public sealed record EmailBody(string? Email);

/// <summary>What the link of a confirmation carries, and the password of the registration.</summary>
/// <param name="User">The account.</param>
/// <param name="Token">The token.</param>
/// <param name="Password">The password.</param>
public sealed record ConfirmEmailBody(string? User, string? Token, string? Password);

/// <summary>What the link of a password reset carries, and the new password.</summary>
/// <param name="User">The account.</param>
/// <param name="Token">The token.</param>
/// <param name="Password">The new password.</param>
public sealed record ResetPasswordBody(string? User, string? Token, string? Password);

/// <summary>A change of password in a body.</summary>
/// <param name="Current">The password until now.</param>
/// <param name="Password">The new one.</param>
public sealed record ChangePasswordBody(string? Current, string? Password);

/// <summary>What a first sign-in's link carries, and the first password.</summary>
/// <param name="Token">The token.</param>
/// <param name="Password">The password.</param>
public sealed record FirstSignInBody(string? Token, string? Password);

/// <summary>What an invitation's link carries.</summary>
/// <param name="Token">The token.</param>
public sealed record InvitationTokenBody(string? Token);

/// <summary>A code in a body.</summary>
/// <param name="Code">What the authenticator shows.</param>
public sealed record CodeBody(string? Code);

/// <summary>A code of either kind in a body: one of the two.</summary>
/// <param name="Code">What the authenticator shows.</param>
/// <param name="RecoveryCode">A recovery code instead.</param>
public sealed record SecondFactorBody(string? Code, string? RecoveryCode);

/// <summary>Recovery codes; shown once.</summary>
/// <param name="RecoveryCodes">Each is good once, instead of a code of the authenticator.</param>
public sealed record RecoveryCodesView(IReadOnlyList<string> RecoveryCodes);

/// <summary>Where somebody works.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Role">What they are there.</param>
/// <param name="Barber">Whose calendar is theirs.</param>
public sealed record AccountShopView(Guid Shop, string Role, Guid? Barber);

/// <summary>Who is signed in.</summary>
/// <param name="Id">The account.</param>
/// <param name="Email">Its address.</param>
/// <param name="Name">How they want to be called.</param>
/// <param name="Administrator">Whether they may act for every shop.</param>
/// <param name="TwoFactorEnabled">Whether they have a second factor.</param>
/// <param name="TwoFactorMissing">Whether they get no further before they have shown it, or set it up.</param>
/// <param name="Shops">Where they work.</param>
public sealed record AccountView(
    Guid Id,
    string Email,
    string Name,
    bool Administrator,
    bool TwoFactorEnabled,
    bool TwoFactorMissing,
    IReadOnlyList<AccountShopView> Shops);

/// <summary>Fields that only these bodies have.</summary>
internal static class AccountFields
{
    private const int MaxSecretLength = 4_096;

    /// <summary>An e-mail address that must be there.</summary>
    public static string RequiredEmail(this FieldErrors errors, string? value, string field)
    {
        if (value is null || !EmailAddress.IsValid(value))
        {
            errors.Add(field, value is null ? "is required" : "must be an e-mail address");
        }

        return value ?? "";
    }

    /// <summary>A new password that must be there; other rules are checked with it.</summary>
    public static string RequiredPassword(this FieldErrors errors, string? value, string field)
    {
        if (value is null || value.Length > Passwords.MaxLength)
        {
            errors.Add(field, value is null ? "is required" : $"must be at most {Passwords.MaxLength} characters");
        }

        return value ?? "";
    }

    /// <summary>A token, code or name that must be there.</summary>
    public static string RequiredSecret(this FieldErrors errors, string? value, string field)
    {
        if (value is null)
        {
            errors.Add(field, "is required");
        }

        return errors.Secret(value, field) ?? "";
    }

    /// <summary>A token or code that need not be there.</summary>
    public static string? Secret(this FieldErrors errors, string? value, string field)
    {
        if (value?.Length > MaxSecretLength)
        {
            errors.Add(field, $"must be at most {MaxSecretLength} characters");
        }
        else if (value?.Contains('\0') == true)
        {
            // PostgreSQL takes no text with it.
            errors.Add(field, "must not have a NUL character");
        }

        return value;
    }
}
