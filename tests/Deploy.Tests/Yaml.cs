using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Deploy.Tests;

/// <summary>A node of a YAML file, anchors and merged mappings resolved.</summary>
internal sealed class Yaml(YamlNode node)
{
    /// <summary>The entries of a list.</summary>
    public IEnumerable<Yaml> Items => ((YamlSequenceNode)node).Children.Select(child => new Yaml(child));

    /// <summary>The names of a mapping.</summary>
    public IReadOnlyList<string> Names =>
        [.. ((YamlMappingNode)node).Children.Keys.Select(key => ((YamlScalarNode)key).Value!)];

    /// <summary>The text of a scalar.</summary>
    public string Text => ((YamlScalarNode)node).Value!;

    /// <summary>Whether it is a mapping.</summary>
    public bool IsMapping => node is YamlMappingNode;

    /// <summary>Reads the text of a file.</summary>
    public static Yaml Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new MergingParser(new Parser(new StringReader(text))));
        return new Yaml(stream.Documents.Single().RootNode);
    }

    /// <summary>What a mapping has under a name.</summary>
    public Yaml Get(string name) =>
        Find(name) ?? throw new KeyNotFoundException($"There is no '{name}' among {string.Join(", ", Names)}.");

    /// <summary>What a mapping has under a name, or null.</summary>
    public Yaml? Find(string name) =>
        ((YamlMappingNode)node).Children.TryGetValue(new YamlScalarNode(name), out var child) ? new Yaml(child) : null;
}
