namespace BookedBarber.Scheduling.Shops;

/// <summary>How one barber differs from the shop for one service.</summary>
/// <param name="ServiceId">The service; one that the barber does.</param>
/// <param name="Minutes">The barber's own minutes, a multiple of 5, 5 to 720; null for the shop's.</param>
/// <param name="Price">The barber's own price; null for the shop's.</param>
public sealed record BarberServiceTerms(Guid ServiceId, int? Minutes, Money? Price);
