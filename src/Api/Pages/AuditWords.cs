using BookedBarber.Accounts.Audit;
using BookedBarber.Web.Texts;

namespace BookedBarber.Api.Pages;

/// <summary>What the audit log says was done, in the reader's language.</summary>
public static class AuditWords
{
    /// <summary>An action in words; null for one that this program does not know.</summary>
    public static string? Find(string action) => action switch
    {
        AuditActions.SignedIn => Words.AuditSignedIn,
        AuditActions.SignInFailed => Words.AuditSignInFailed,
        AuditActions.LockedOut => Words.AuditLockedOut,
        AuditActions.SignedOut => Words.AuditSignedOut,
        AuditActions.RefreshTokenReused => Words.AuditTokenReused,
        AuditActions.Registered => Words.AuditRegistered,
        AuditActions.EmailConfirmed => Words.AuditEmailConfirmed,
        AuditActions.PasswordSet => Words.AuditPasswordSet,
        AuditActions.TwoFactorEnabled => Words.AuditTwoFactorEnabled,
        AuditActions.TwoFactorDisabled => Words.AuditTwoFactorDisabled,
        AuditActions.RecoveryCodesMade => Words.AuditRecoveryCodesMade,
        AuditActions.RecoveryCodeUsed => Words.AuditRecoveryCodeUsed,
        AuditActions.PasskeyAdded => Words.AuditPasskeyAdded,
        AuditActions.PasskeyRemoved => Words.AuditPasskeyRemoved,
        AuditActions.MemberInvited => Words.AuditInvited,
        AuditActions.InvitationRevoked => Words.AuditInvitationRevoked,
        AuditActions.MemberAdded => Words.AuditMemberAdded,
        AuditActions.MemberRemoved => Words.AuditMemberRemoved,
        AuditActions.AdministratorAdded => Words.AuditAdministratorAdded,
        AuditActions.AdministratorRemoved => Words.AuditAdministratorRemoved,
        "shop.created" => Words.AuditShopCreated,
        "shop.changed" => Words.AuditShopChanged,
        "service.added" => Words.AuditServiceAdded,
        "service.changed" => Words.AuditServiceChanged,
        "service.removed" => Words.AuditServiceRemoved,
        "barber.added" => Words.AuditBarberAdded,
        "barber.changed" => Words.AuditBarberChanged,
        "barber.removed" => Words.AuditBarberRemoved,
        "hours.set" => Words.AuditHoursSet,
        "time-off.added" => Words.AuditTimeOffAdded,
        "time-off.removed" => Words.AuditTimeOffRemoved,
        "busy-calendar.set" => Words.AuditCalendarSet,
        "busy-calendar.removed" => Words.AuditCalendarRemoved,
        "feed.changed" => Words.AuditFeedChanged,
        "key.created" => Words.AuditKeyCreated,
        "key.revoked" => Words.AuditKeyRevoked,
        "booking.created" => Words.AuditBookingCreated,
        "booking.confirm" => Words.AuditBookingConfirmed,
        "booking.check-in" => Words.AuditBookingCheckedIn,
        "booking.complete" => Words.AuditBookingCompleted,
        "booking.no-show" => Words.AuditBookingNoShow,
        "booking.cancelled" => Words.AuditBookingCancelled,
        "booking.rescheduled" => Words.AuditBookingMoved,
        _ => null,
    };
}
