namespace BookedBarber.Grains.Interfaces.Shops;

/// <summary>
/// The key of a slug, for example <c>slug/demo</c>. Bare slugs would not do: a storage provider may take a key such as
/// <c>0cafe</c> for a hexadecimal number, and keep it in one place with <c>cafe</c>.
/// </summary>
public static class ShopSlugKey
{
    /// <summary>The key for a slug.</summary>
    public static string Of(string slug) => $"slug/{slug}";
}
