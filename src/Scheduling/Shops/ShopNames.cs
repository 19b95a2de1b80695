using System.Collections.Frozen;

namespace BookedBarber.Scheduling.Shops;

/// <summary>The name of a shop in addresses.</summary>
public static class ShopNames
{
    /// <summary>The longest slug.</summary>
    public const int MaxSlug = 63;

    // A shop's page is at /{slug}: these addresses are, or may become, other pages.
    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
    [
        "account", "admin", "api", "assets", "bookings", "dashboard", "error", "health", "home", "language", "login",
        "logout", "mail", "me", "metrics", "openapi", "ops", "privacy", "shop", "shops", "sign-in", "sign-out", "staff",
        "static", "terms", "v1", "v2", "well-known", "www",
    ]);

    /// <summary>
    /// Whether a string can name a shop: 1 to 63 lower-case letters, digits and inner hyphens. It must not read as a
    /// UUID, since an address may have either, nor be the address of another page.
    /// </summary>
    public static bool IsSlug(string? slug) =>
        slug is { Length: >= 1 and <= MaxSlug }
        && slug[0] != '-' && slug[^1] != '-'
        && slug.All(c => c == '-' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
        && !Guid.TryParse(slug, out _)
        && !Reserved.Contains(slug);
}
