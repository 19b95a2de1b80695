using System.Text.Json;

namespace BookedBarber.TestKit.Client;

/// <summary>A booking that was answered with success.</summary>
public sealed record Booked(Guid Id, string Status, Guid Barber, DateTimeOffset Start)
{
    /// <summary>The token with which the client comes back; empty in answers that do not carry it.</summary>
    public string ManageToken { get; init; } = "";

    /// <summary>Reads one; fails when the answer is no booking.</summary>
    public static Booked From(Answer answer) => From(answer.Json);

    /// <summary>Reads one.</summary>
    public static Booked From(JsonElement json) => new(
        json.GetProperty("id").GetGuid(),
        json.GetProperty("status").GetString()!,
        json.GetProperty("barber").GetGuid(),
        json.GetProperty("start").GetDateTimeOffset())
    {
        ManageToken = json.TryGetProperty("manageToken", out var token) ? token.GetString()! : "",
    };
}
