using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;

namespace BookedBarber.Web.Tests.Pages;

/// <summary>What pages load of others: of one version, from any registry, with its licence.</summary>
public sealed class VendoredTests
{
    private static readonly string Folder = Path.Combine(
        typeof(VendoredTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot").Value!,
        "src/Web");

    private static readonly Dictionary<string, string> Packages = Read("package.json").GetProperty("dependencies")
        .EnumerateObject().ToDictionary(package => package.Name, package => package.Value.GetString()!);

    [Fact]
    public void Versions_are_exact_and_what_is_fetched_is_checked()
    {
        Assert.All(Packages.Values, version => Assert.Matches(@"^\d+\.\d+\.\d+$", version));
        foreach (var package in Read("package-lock.json").GetProperty("packages").EnumerateObject().Where(one => one.Name != ""))
        {
            Assert.StartsWith("sha512-", package.Value.GetProperty("integrity").GetString());
            Assert.False(package.Value.TryGetProperty("resolved", out _), $"{package.Name} names a registry.");
        }
    }

    [Fact]
    public void Each_package_is_served_with_its_licence()
    {
        var vendored = XDocument.Load(Path.Combine(Folder, "Vendor.targets")).Descendants("Vendored")
            .ToDictionary(item => item.Attribute("Package")!.Value, item => item.Attribute("Include")!.Value.Split(';'));

        Assert.Equal(Packages.Keys.Order(), vendored.Keys.Order());
        Assert.All(vendored, package =>
        {
            // A package without the text of its licence has it beside it.
            var licence = Assert.Single(package.Value, file => Path.GetFileName(file).StartsWith("LICENSE"));
            Assert.Matches("^(node_modules|licences)/", licence);
            Assert.True(!licence.StartsWith("licences/") || File.Exists(Path.Combine(Folder, licence)));
            Assert.All(package.Value.Except([licence]), file => Assert.StartsWith("node_modules/", file));
        });
    }

    private static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file))).RootElement;
}
