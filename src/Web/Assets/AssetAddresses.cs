using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace BookedBarber.Web.Assets;

/// <summary>
/// The addresses of the files that pages load. Each holds a fingerprint of the file, so that a browser may keep it for
/// good.
/// </summary>
public sealed class AssetAddresses
{
    /// <summary>The folder of all files, with its slashes.</summary>
    public const string Folder = "/assets/";

    private const string Label = "label";

    private Dictionary<string, string> _known = [];

    /// <summary>The address of a file.</summary>
    /// <param name="name">Its name in <c>wwwroot</c>, for example <c>site.css</c>.</param>
    public string this[string name] => _known.GetValueOrDefault($"{Folder[1..]}{name}", $"{Folder}{name}");

    /// <summary>Whether there is a file.</summary>
    /// <param name="name">Its name in <c>wwwroot</c>.</param>
    public bool Has(string name) => _known.ContainsKey($"{Folder[1..]}{name}");

    /// <summary>Takes the fingerprints from the endpoints that serve the files.</summary>
    public void Read(IEndpointRouteBuilder endpoints) => _known = endpoints.DataSources
        .SelectMany(source => source.Endpoints)
        .Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>())
        .OfType<StaticAssetDescriptor>()
        .SelectMany(asset => asset.Properties
            .Where(property => property.Name == Label)
            .Select(property => (Name: property.Value, Address: $"/{asset.Route}")))
        .DistinctBy(asset => asset.Name)
        .ToDictionary(asset => asset.Name, asset => asset.Address);
}
