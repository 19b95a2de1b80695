using System.Reflection;

namespace BookedBarber.Web.Tests.Browser;

/// <summary>
/// Pictures of pages, in <c>artifacts/screenshots</c>. Those in <c>docs/screenshots</c>, which the README shows, are copies
/// of them.
/// </summary>
internal static class Pictures
{
    private const int FewBytes = 5_000;

    private static readonly string Folder = Path.Combine(
        typeof(Pictures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot").Value!,
        "artifacts/screenshots");

    /// <summary>Takes one of what a window shows, or of its whole page; fails when that is empty.</summary>
    public static async Task TakePictureAsync(this ChromiumBrowser browser, string name, bool fullPage = false)
    {
        var picture = await browser.Page.ScreenshotAsync(
            new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = fullPage });
        Assert.True(picture.Length > FewBytes, $"{name} is an empty page.");
    }
}
