using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BookedBarber.Web.Tests.Pages;

/// <summary>The texts of the pages and of mails in all languages.</summary>
public sealed partial class WordsTests
{
    private static readonly string Folder = Path.Combine(
        typeof(WordsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot").Value!,
        "src");

    public static TheoryData<string> Texts => ["Web/Texts/Words", "Accounts/Mails/MailWords"];

    [Theory]
    [MemberData(nameof(Texts))]
    public void German_has_the_same_texts_with_the_same_places_and_as_many_names(string file)
    {
        var english = Read($"{file}.resx");
        var german = Read($"{file}.de.resx");

        Assert.Equal(english.Keys.Order(), german.Keys.Order());
        Assert.All(english, text =>
        {
            Assert.Equal(Places(text.Value), Places(german[text.Key]));
            Assert.Equal(text.Value.Count(c => c == '|'), german[text.Key].Count(c => c == '|'));
            Assert.NotEqual("", german[text.Key].Trim());
        });
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_text_is_used(string file)
    {
        var code = string.Join('\n', Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".razor" or ".cs").Select(File.ReadAllText));

        Assert.All(Read($"{file}.resx").Keys, name => Assert.Matches($@"\b{Path.GetFileName(file)}\.{name}\b", code));
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Folder, file)).Descendants("data").ToDictionary(
            data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(match => match.Value).Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
