namespace BookedBarber.Accounts.Members;

/// <summary>What somebody is in one shop.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Role">What they are there.</param>
/// <param name="Barber">Whose calendar is theirs; always there for the role of a barber.</param>
public sealed record Membership(Guid Shop, ShopRole Role, Guid? Barber);
