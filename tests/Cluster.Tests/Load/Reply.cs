using BookedBarber.Cluster.Tests.Histories;

namespace BookedBarber.Cluster.Tests.Load;

/// <summary>What came back of one request.</summary>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Reason">The code of a problem, or why there was no answer.</param>
/// <param name="Booking">The booking in the answer.</param>
/// <param name="Token">The booking's token, when the answer has one.</param>
internal sealed record Reply(int? Status, string? Reason = null, SeenBooking? Booking = null, string? Token = null);

/// <summary>A way to the grains.</summary>
internal interface IDoor
{
    string Name { get; }

    /// <summary>Sends a wish once.</summary>
    Task<Reply> SendAsync(Wish wish, LoadShop shop, string? token);
}
