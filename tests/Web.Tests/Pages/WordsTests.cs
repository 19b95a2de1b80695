using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BookedBarber.Web.Tests.Pages;

/// <summary>The texts of the pages in all languages.</summary>
public sealed partial class WordsTests
{
    private static readonly string Folder = Path.Combine(
        typeof(WordsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot").Value!,
        "src/Web");

    private static readonly Dictionary<string, string> English = Read("Words.resx");

    [Fact]
    public void German_has_the_same_texts_with_the_same_places_and_as_many_names()
    {
        var german = Read("Words.de.resx");

        Assert.Equal(English.Keys.Order(), german.Keys.Order());
        Assert.All(English, text =>
        {
            Assert.Equal(Places(text.Value), Places(german[text.Key]));
            Assert.Equal(text.Value.Count(c => c == '|'), german[text.Key].Count(c => c == '|'));
            Assert.NotEqual("", german[text.Key].Trim());
        });
    }

    [Fact]
    public void Every_text_is_used()
    {
        var code = string.Join('\n', Directory.EnumerateFiles(Path.Combine(Folder, ".."), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs").Select(File.ReadAllText));

        Assert.All(English.Keys, name => Assert.Matches($@"\bWords\.{name}\b", code));
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Folder, "Texts", file)).Descendants("data").ToDictionary(
            data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(match => match.Value).Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
