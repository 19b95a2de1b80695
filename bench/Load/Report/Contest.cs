using BookedBarber.Bench.Generator;

namespace BookedBarber.Bench.Report;

/// <summary>Something that is measured once in each round.</summary>
internal sealed record Contender(string Name, Func<Task<LoadResult>> MeasureAsync);

/// <summary>Measures in turns: what the machine does meanwhile hits all of them alike.</summary>
internal static class Contest
{
    /// <summary>The results of each contender, one for each round.</summary>
    public static async Task<IReadOnlyList<Standing>> RunAsync(int rounds, params Contender[] contenders)
    {
        var results = contenders.Select(_ => new List<LoadResult>()).ToArray();
        for (var round = 1; round <= rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var result = await contenders[i].MeasureAsync();
                results[i].Add(result);
                Table.WriteRound(round, contenders[i].Name, result);
            }
        }

        return [.. contenders.Select((contender, i) => new Standing(contender.Name, results[i]))];
    }
}
