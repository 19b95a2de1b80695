using System.Globalization;
using BookedBarber.Web.Texts;

namespace BookedBarber.Web.Operations;

/// <summary>Figures in the reader's language; the page's script writes them in the same way.</summary>
public static class FigureText
{
    /// <summary>What stands where there is no figure.</summary>
    public const string None = "–";

    private const double FewMilliseconds = 10;

    /// <summary>A number as text.</summary>
    public static string Of(FigureKind kind, double? number) => number is not { } value ? None : kind switch
    {
        FigureKind.Rate => Number(value, 1),
        FigureKind.Milliseconds => Format.Of(Words.Milliseconds, Number(value, value < FewMilliseconds ? 1 : 0)),
        FigureKind.Age => Format.Of(Words.Seconds, Number(value, 0)),
        _ => Number(value, 0),
    };

    private static string Number(double value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString($"N{decimals}", new NumberFormatInfo
        {
            NumberDecimalSeparator = Words.DecimalSeparator,
            NumberGroupSeparator = Words.GroupSeparator,
        });
}
