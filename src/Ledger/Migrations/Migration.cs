using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BookedBarber.Ledger.Migrations;

/// <summary>One numbered step of the schema.</summary>
/// <param name="Number">Its place in the order; the first is 1.</param>
/// <param name="FileName">For example <c>0001_bookings.sql</c>.</param>
/// <param name="Sql">What it does, in one transaction.</param>
public sealed partial record Migration(int Number, string FileName, string Sql)
{
    /// <summary>SHA-256 of the text, whatever line endings a checkout gave it.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>The migrations of this program, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = ReadResources(typeof(Migration).Assembly);

    private static List<Migration> ReadResources(Assembly assembly)
    {
        var migrations = new List<Migration>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var match = ResourceName().Match(resource);
            if (!match.Success)
            {
                continue;
            }

            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            migrations.Add(new Migration(number, match.Groups["file"].Value, reader.ReadToEnd()));
        }

        return [.. migrations.OrderBy(migration => migration.Number)];
    }

    [GeneratedRegex(@"\.(?<file>(?<number>\d{4})_[^.]+\.sql)$")]
    private static partial Regex ResourceName();
}
