using System.Globalization;
using BookedBarber.Web.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;

namespace BookedBarber.Api.Pages;

/// <summary>The reader's choice of a language.</summary>
internal static class LanguageEndpoint
{
    /// <summary>The cookie that remembers it.</summary>
    public const string Cookie = "language";

    private const string Home = "/";
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    /// <summary>Maps <c>/language/{code}?back=</c>.</summary>
    public static void MapLanguage(this IEndpointRouteBuilder pages) => pages.MapGet("/language/{code}", Choose);

    /// <summary>
    /// The first that the browser asks for and that there is; a region counts as its language. The framework's own way
    /// from a region to its language needs the operating system's tables.
    /// </summary>
    public static ProviderCultureResult? Preferred(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(wanted => wanted.Quality ?? 1)
        .Select(wanted => wanted.Value.Value?.Split('-')[0])
        .Where(code => Format.Languages.Any(language => language.Code.Equals(code, StringComparison.OrdinalIgnoreCase)))
        .Select(code => new ProviderCultureResult(Format.Languages[0].Code, code))
        .FirstOrDefault();

    /// <summary>
    /// For endpoints of programs that cause mails: these are written in the language that a page would have. What is
    /// answered stays as it is.
    /// </summary>
    public static TBuilder InReadersLanguage<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter(static async (context, next) =>
        {
            var http = context.HttpContext;
            var options = http.RequestServices.GetRequiredService<IOptions<RequestLocalizationOptions>>().Value;
            foreach (var provider in options.RequestCultureProviders)
            {
                var wanted = (await provider.DetermineProviderCultureResult(http))?.UICultures.FirstOrDefault().Value;
                if (Format.Languages.Any(language => language.Code == wanted))
                {
                    CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(wanted!);
                    break;
                }
            }

            return await next(context);
        });

    private static RedirectHttpResult Choose(HttpContext context, string code)
    {
        if (Format.Languages.Any(language => language.Code == code))
        {
            context.Response.Cookies.Append(
                Cookie,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(Format.Languages[0].Code, code)),
                new CookieOptions
                {
                    MaxAge = Remembered,
                    SameSite = SameSiteMode.Lax,
                    HttpOnly = true,
                    IsEssential = true,
                });
        }

        return TypedResults.LocalRedirect(LocalAddress.Or(context.Request.Query["back"], Home));
    }
}
