using BookedBarber.Bench.Generator;

namespace BookedBarber.Bench.Report;

/// <summary>What a scenario has found out.</summary>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Footnotes">What is said under it.</param>
/// <param name="Postgres">The version of PostgreSQL.</param>
internal sealed record Findings(
    IReadOnlyList<Comparison> Rows, IReadOnlyList<Footnote> Footnotes, string Postgres)
{
    /// <summary>Whether any request to this program was answered with 5xx, or not at all.</summary>
    public bool OursFailed => Rows.Any(row => row.Ours.Rounds.Any(round => round.Load?.Failed > 0));

    public static Findings Together(IReadOnlyList<Findings> all) => new(
        [.. all.SelectMany(one => one.Rows)], [.. all.SelectMany(one => one.Footnotes)], all[0].Postgres);
}

/// <summary>A remark, with the requests that it is about if there are some.</summary>
internal sealed record Footnote(string Text, LoadResult? Load = null);
