namespace BookedBarber.Scheduling.Shops;

/// <summary>The name of a shop in addresses.</summary>
public static class ShopNames
{
    /// <summary>The longest slug.</summary>
    public const int MaxSlug = 63;

    /// <summary>
    /// Whether a string can name a shop: 1 to 63 lower-case letters, digits and inner hyphens. It must not read as a
    /// UUID, since an address may have either.
    /// </summary>
    public static bool IsSlug(string? slug) =>
        slug is { Length: >= 1 and <= MaxSlug }
        && slug[0] != '-' && slug[^1] != '-'
        && slug.All(c => c == '-' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
        && !Guid.TryParse(slug, out _);
}
