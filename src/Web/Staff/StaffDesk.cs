using System.Collections.Immutable;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Web.Staff;

/// <summary>What all pages of a shop's people need.</summary>
public sealed record StaffDesk
{
    /// <summary>The shop.</summary>
    public required ShopProfile Shop { get; init; }

    /// <summary>Whose calendars the reader may see.</summary>
    public required ImmutableArray<BarberProfile> Barbers { get; init; }

    /// <summary>Whether the reader is a barber, who sees and books their own chair only.</summary>
    public required bool IsOneBarber { get; init; }

    /// <summary>The moment at which the page was made, on the shop's clock.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Where the reader sets things up: a barber their own calendar, others the shop.</summary>
    public required string SetupAddress { get; init; }

    /// <summary>What the browser sends with a change, so that we know it comes from our page.</summary>
    public required string AntiforgeryToken { get; init; }

    /// <summary>Refusals of the API in the reader's language, by their code.</summary>
    public required IReadOnlyDictionary<string, string> Refusals { get; init; }

    /// <summary>The date that the shop's clock shows now.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);
}
