using System.Text.Json.Serialization;

namespace BookedBarber.Bench.Shops;

/// <summary>What the public API says of a shop, as far as it is needed here.</summary>
internal sealed record ShopView(
    Guid Id, string TimeZone, PolicyView Policy, ServiceView[] Services, BarberView[] Barbers);

internal sealed record PolicyView(int SlotMinutes);

internal sealed record ServiceView(Guid Id, string Name, int Minutes, PriceView Price);

internal sealed record PriceView(long Amount, string Currency);

internal sealed record BarberView(Guid Id);

internal sealed record PageView(DayView[] Days);

internal sealed record DayView(string Date, SlotView[] Slots);

internal sealed record SlotView(string Start, Guid[] Barbers);

internal sealed record HoursView(int Weekday, int FromMinute, int ToMinute);

internal sealed record SetupView(
    Guid Id, string TimeZone, int SlotMinutes, ServiceView[] Services, Guid[] Barbers, IReadOnlyList<HoursView> Hours);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ShopView))]
[JsonSerializable(typeof(PageView))]
[JsonSerializable(typeof(SetupView[]))]
internal sealed partial class BenchJson : JsonSerializerContext;
