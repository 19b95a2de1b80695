namespace BookedBarber.Web.Operations;

/// <summary>How the whole system stands.</summary>
/// <param name="At">When.</param>
/// <param name="Now">The figures by their names; null where nothing is known.</param>
/// <param name="Rows">The rows of the tables by their names; cells are texts and numbers.</param>
public sealed record OperationsView(
    DateTimeOffset At,
    IReadOnlyDictionary<string, double?> Now,
    IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<FigureCell>>> Rows);

/// <summary>A cell: a text or a number, or neither.</summary>
/// <param name="Text">A text.</param>
/// <param name="Number">A number.</param>
public readonly record struct FigureCell(string? Text, double? Number)
{
    /// <summary>A text.</summary>
    public static implicit operator FigureCell(string? text) => new(text, null);

    /// <summary>A number.</summary>
    public static implicit operator FigureCell(double? number) => new(null, number);
}
