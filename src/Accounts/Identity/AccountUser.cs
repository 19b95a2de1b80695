using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.Identity;

/// <summary>Somebody who can sign in. What they may do is in their memberships.</summary>
public sealed class AccountUser : IdentityUser<Guid>
{
    /// <summary>How they want to be called.</summary>
    public required string DisplayName { get; set; }

    /// <summary>Whether they may act for every shop.</summary>
    public bool IsAdministrator { get; set; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
