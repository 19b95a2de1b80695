using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Web.Setup;

/// <summary>What every page of the set-up of a shop shows around its own.</summary>
public sealed record SetupView
{
    /// <summary>The shop.</summary>
    public required ShopProfile Shop { get; init; }

    /// <summary>The pages that the reader may open: their addresses, and what they are called.</summary>
    public required IReadOnlyList<(string Address, string Text)> Tabs { get; init; }

    /// <summary>What the API refuses, by code, in the reader's language.</summary>
    public required IReadOnlyDictionary<string, string> Refusals { get; init; }

    /// <summary>What the browser sends with a change, so that we know it comes from our page.</summary>
    public required string AntiforgeryToken { get; init; }

    /// <summary>Where the set-up of a shop is.</summary>
    public static string Address(ShopProfile shop) => $"/staff/{shop.Slug}/setup";
}
