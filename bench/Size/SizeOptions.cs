using System.Globalization;

namespace BookedBarber.Size;

/// <summary>What the command line says.</summary>
internal sealed record SizeOptions
{
    private const string Usage = "usage: [--barbers 100000] [--rows 2000000]";

    public int Barbers { get; private init; } = 100_000;

    /// <summary>How many appointments the database has in the end.</summary>
    public int Rows { get; private init; } = 2_000_000;

    /// <exception cref="ArgumentException">The arguments cannot be understood.</exception>
    public static SizeOptions Read(string[] args)
    {
        var options = new SizeOptions();
        foreach (var pair in args.Chunk(2))
        {
            if (pair.Length != 2
                || !int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1)
            {
                throw new ArgumentException(Usage);
            }

            options = pair[0] switch
            {
                "--barbers" => options with { Barbers = value },
                "--rows" => options with { Rows = value },
                _ => throw new ArgumentException(Usage),
            };
        }

        return options;
    }
}
