namespace BookedBarber.Api.Pages;

/// <summary>Addresses that a request asks to be sent to.</summary>
internal static class LocalAddress
{
    /// <summary>The address, if it is one of this program; else another.</summary>
    public static string Or(string? address, string otherwise) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal)
        && address.All(c => char.IsAscii(c) && !char.IsControl(c) && c != '\\')
            ? address
            : otherwise;
}
