namespace BookedBarber.Web.Setup;

/// <summary>Who works for a shop, and who is to, in the reader's language.</summary>
public sealed record Team
{
    /// <summary>Who does.</summary>
    public required IReadOnlyList<TeamMember> Members { get; init; }

    /// <summary>Who was invited to, and has not come.</summary>
    public required IReadOnlyList<TeamInvitation> Invitations { get; init; }
}

/// <summary>Somebody who works for a shop.</summary>
/// <param name="Id">Their account.</param>
/// <param name="Name">How they want to be called.</param>
/// <param name="Email">Their address.</param>
/// <param name="Role">What they are.</param>
/// <param name="Barber">Whose calendar is theirs, by name; null when nobody's.</param>
/// <param name="Since">Since which date.</param>
/// <param name="IsReader">Whether it is who reads the page.</param>
public sealed record TeamMember(
    Guid Id, string Name, string Email, string Role, string? Barber, string Since, bool IsReader);

/// <summary>Somebody who was invited.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="Email">To whom it went.</param>
/// <param name="Role">What they are to be.</param>
/// <param name="Barber">Whose calendar is to be theirs, by name; null when nobody's.</param>
/// <param name="Until">Until when they can accept.</param>
public sealed record TeamInvitation(Guid Id, string Email, string Role, string? Barber, string Until);
