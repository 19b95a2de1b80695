using System.Globalization;

namespace BookedBarber.Bench;

/// <summary>What the command line says.</summary>
internal sealed record BenchOptions
{
    public const string Usage =
        "usage: <table|start|availability|bookings|mix|stampede|crowd|cluster|capacity> [--seconds 10] [--clients 64] "
        + "[--rounds 3] [--shops 50] [--warm-up 5] [--json FILE]";

    public required string Scenario { get; init; }

    public int Seconds { get; private init; } = 10;

    /// <summary>How many requests are under way at a time; null leaves it to the scenario.</summary>
    public int? Clients { get; private init; }

    public int Rounds { get; private init; } = 3;

    public int Shops { get; private init; } = 50;

    public int WarmUpSeconds { get; private init; } = 5;

    /// <summary>Where the findings go as JSON; null for nowhere.</summary>
    public string? Json { get; private init; }

    public TimeSpan Duration => TimeSpan.FromSeconds(Seconds);

    public TimeSpan WarmUp => TimeSpan.FromSeconds(WarmUpSeconds);

    /// <exception cref="ArgumentException">The arguments cannot be understood.</exception>
    public static BenchOptions Read(string[] args)
    {
        if (args is not [var scenario, .. var rest] || rest.Length % 2 != 0)
        {
            throw new ArgumentException(Usage);
        }

        var options = new BenchOptions { Scenario = scenario };
        foreach (var pair in rest.Chunk(2))
        {
            if (pair[0] == "--json")
            {
                options = options with { Json = pair[1] };
                continue;
            }

            if (!int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1)
            {
                throw new ArgumentException(Usage);
            }

            options = pair[0] switch
            {
                "--seconds" => options with { Seconds = value },
                "--clients" => options with { Clients = value },
                "--rounds" => options with { Rounds = value },
                "--shops" => options with { Shops = value },
                "--warm-up" => options with { WarmUpSeconds = value },
                _ => throw new ArgumentException(Usage),
            };
        }

        return options;
    }
}
