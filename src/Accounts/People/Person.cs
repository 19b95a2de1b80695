using System.Collections.Immutable;
using BookedBarber.Accounts.Members;

namespace BookedBarber.Accounts.People;

/// <summary>Somebody with an account, and what they may do.</summary>
public sealed record Person
{
    /// <summary>The account.</summary>
    public required Guid Id { get; init; }

    /// <summary>Their e-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>How they want to be called.</summary>
    public required string Name { get; init; }

    /// <summary>Whether they may act for every shop.</summary>
    public required bool IsAdministrator { get; init; }

    /// <summary>Whether they have a second factor.</summary>
    public required bool HasTwoFactor { get; init; }

    /// <summary>Changes whenever earlier sign-ins are to end.</summary>
    internal string SecurityStamp { get; init; } = "";

    /// <summary>Where they work.</summary>
    public ImmutableArray<Membership> Memberships { get; init; } = [];

    /// <summary>Whether they must have a second factor: owners and administrators.</summary>
    public bool NeedsTwoFactor =>
        IsAdministrator || Memberships.Any(membership => membership.Role == ShopRole.Owner);

    /// <summary>What they are in a shop; null when they do not work there.</summary>
    public Membership? In(Guid shop) => Memberships.FirstOrDefault(membership => membership.Shop == shop);
}

/// <summary>Somebody who is signed in.</summary>
/// <param name="Person">Who.</param>
/// <param name="WithTwoFactor">Whether they have shown their second factor.</param>
/// <param name="Session">The session of a program; null for a browser.</param>
public sealed record SignedIn(Person Person, bool WithTwoFactor, Guid? Session)
{
    /// <summary>Whether they get no further than to their second factor.</summary>
    public bool LacksTwoFactor => Person.NeedsTwoFactor && !WithTwoFactor;
}
