using System.Security.Cryptography;
using System.Text;

namespace BookedBarber.Api.Home;

/// <summary>A file of the page, embedded in the program.</summary>
/// <param name="Body">What is sent.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="ETag">A strong entity tag with its quotes; changes with the content.</param>
internal sealed record HomeFile(ReadOnlyMemory<byte> Body, string ContentType, string ETag)
{
    private const int TagBytes = 12;

    /// <summary>Loads a file.</summary>
    /// <param name="name">Its name in this folder.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="render">Fills in what is known only when the program runs.</param>
    public static HomeFile Load(string name, string contentType, Func<string, string>? render = null)
    {
        using var stream = typeof(HomeFile).Assembly.GetManifestResourceStream($"Home/{name}")
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd();
        var body = Encoding.UTF8.GetBytes(render is null ? text : render(text));
        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, TagBytes));
        return new HomeFile(body, contentType, $"\"{hash}\"");
    }
}
