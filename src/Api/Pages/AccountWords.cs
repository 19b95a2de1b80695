using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.Passkeys;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Web.Texts;

namespace BookedBarber.Api.Pages;

/// <summary>What accounts say, in the reader's language.</summary>
internal static class AccountWords
{
    /// <summary>A refusal.</summary>
    public static string InWords(this Refusal refusal) => refusal.Code switch
    {
        RefusalCodes.InvalidCredentials => Words.InvalidCredentials,
        RefusalCodes.LockedOut => Words.LockedOut,
        RefusalCodes.EmailNotConfirmed => Words.EmailNotConfirmed,
        RefusalCodes.InvalidCode or RefusalCodes.TwoFactorRequired => Words.InvalidCode,
        RefusalCodes.InvalidToken => Words.InvalidToken,
        RefusalCodes.InvalidPasskey => Words.InvalidPasskey,
        RefusalCodes.TooManyPasskeys => Format.Of(Words.TooManyPasskeys, OwnPasskeys.MaxPasskeys),
        RefusalCodes.MailUnavailable => Words.MailUnavailable,
        RefusalCodes.ValidationFailed => Words.InvalidPassword,
        _ => Format.Of(Words.RefusedOther, refusal.Detail),
    };

    /// <summary>A role.</summary>
    public static string InWords(this ShopRole role) => role switch
    {
        ShopRole.Owner => Words.RoleOwner,
        ShopRole.Manager => Words.RoleManager,
        _ => Words.RoleBarber,
    };
}
