using System.Text;
using System.Text.Encodings.Web;
using BookedBarber.Api.Demo;
using BookedBarber.Api.Http;
using BookedBarber.Silo.Telemetry;

namespace BookedBarber.Api.Home;

/// <summary>The page at <c>/</c>: what is running, and today's open times of the demo shop.</summary>
public static class HomePage
{
    // The page needs nothing but its own files and the API beside it.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps the page and its files.</summary>
    public static void MapHome(this WebApplication app)
    {
        app.MapFile("/", HomeFile.Load("index.html", "text/html; charset=utf-8", Render));
        app.MapFile("/home.css", HomeFile.Load("home.css", "text/css; charset=utf-8"));
        app.MapFile("/home.js", HomeFile.Load("home.js", "text/javascript; charset=utf-8"));
        app.MapFile("/favicon.svg", HomeFile.Load("favicon.svg", "image/svg+xml"));
    }

    private static void MapFile(this WebApplication app, string path, HomeFile file) =>
        app.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], context => SendAsync(context, file))
            .ExcludeFromDescription();

    private static string Render(string page) => new StringBuilder(page)
        .Replace("{{shop}}", HtmlEncoder.Default.Encode(DemoShops.Slug))
        .Replace("{{version}}", HtmlEncoder.Default.Encode(RunningProgram.Version))
        .Replace("{{grainRuntime}}", HtmlEncoder.Default.Encode(RunningProgram.GrainRuntime))
        .Replace("{{dotNet}}", HtmlEncoder.Default.Encode(RunningProgram.DotNet))
        .ToString();

    private static async Task SendAsync(HttpContext context, HomeFile file)
    {
        var response = context.Response;
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = file.ETag;
        if (context.Request.ClientHas(file.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = file.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.BodyWriter.WriteAsync(file.Body, context.RequestAborted);
        }
    }
}
