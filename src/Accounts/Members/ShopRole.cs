namespace BookedBarber.Accounts.Members;

/// <summary>What somebody is in a shop; each may do what those before may.</summary>
public enum ShopRole
{
    /// <summary>Their own calendar.</summary>
    Barber,

    /// <summary>The day's work: services, barbers, hours, all bookings.</summary>
    Manager,

    /// <summary>Everything: the shop itself, its people, its keys, its audit log.</summary>
    Owner,
}

/// <summary>Roles as they are written.</summary>
public static class ShopRoles
{
    /// <summary>All of them, for messages.</summary>
    public const string All = "owner, manager, barber";

    /// <summary>Its name in the API and in the database.</summary>
    public static string Name(this ShopRole role) => role switch
    {
        ShopRole.Owner => "owner",
        ShopRole.Manager => "manager",
        ShopRole.Barber => "barber",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role."),
    };

    /// <summary>The role with a name; null when there is none.</summary>
    public static ShopRole? Parse(string? name) => name switch
    {
        "owner" => ShopRole.Owner,
        "manager" => ShopRole.Manager,
        "barber" => ShopRole.Barber,
        _ => null,
    };
}
