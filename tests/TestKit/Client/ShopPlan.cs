using System.Text.Json.Nodes;

namespace BookedBarber.TestKit.Client;

/// <summary>What a test's shop is to be like; every barber works every day and does its one service.</summary>
public sealed record ShopPlan
{
    /// <summary>How many barbers.</summary>
    public int Barbers { get; init; } = 1;

    /// <summary>IANA time zone.</summary>
    public string TimeZone { get; init; } = "Europe/Berlin";

    /// <summary>From when they work.</summary>
    public string Opens { get; init; } = "09:00";

    /// <summary>Until when.</summary>
    public string Closes { get; init; } = "17:00";

    /// <summary>How long the service takes.</summary>
    public int Minutes { get; init; } = 30;

    /// <summary>What confirms a booking.</summary>
    public long? Deposit { get; init; }

    /// <summary>The policy; what is left out has its default.</summary>
    public JsonObject? Policy { get; init; }
}
