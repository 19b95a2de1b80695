using QRCoder;

namespace BookedBarber.Web.Account;

/// <summary>QR codes (ISO/IEC 18004) as part of a page.</summary>
internal static class QrCode
{
    private const int ModuleSize = 4;

    /// <summary>An SVG element, black on white, without styles of its own.</summary>
    public static string Svg(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(
            ModuleSize, "#000", "#fff", sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
