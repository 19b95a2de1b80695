using System.Text.Json.Serialization;

namespace BookedBarber.Baseline;

internal sealed record ClientBody(string? Name, string? Email, string? Phone);

internal sealed record BookingBody(
    Guid Service, Guid Barber, DateTimeOffset Start, ClientBody? Client, string? Notes);

internal sealed record MoneyView(long Amount, string Currency);

internal sealed record BookingView(
    Guid Id,
    string Status,
    Guid Shop,
    Guid Barber,
    Guid Service,
    Guid[] Services,
    DateTimeOffset Start,
    DateTimeOffset End,
    MoneyView Price,
    ClientBody Client,
    string? Notes,
    string? ManageToken);

internal sealed record ProblemView(string Type, string Title, int Status, string Detail, string Code);

/// <summary>A shop as the application shows it, and the hours that all its barbers work.</summary>
internal sealed record ShopSetup(
    Guid Id, string TimeZone, int SlotMinutes, ServiceSetup[] Services, Guid[] Barbers, HoursSetup[] Hours);

internal sealed record ServiceSetup(Guid Id, int Minutes, MoneyView Price);

internal sealed record HoursSetup(int Weekday, int FromMinute, int ToMinute);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BookingBody))]
[JsonSerializable(typeof(BookingView))]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(ShopSetup[]))]
internal sealed partial class BaselineJson : JsonSerializerContext;
