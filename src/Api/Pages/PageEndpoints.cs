using BookedBarber.Accounts;
using BookedBarber.Api.Access;
using BookedBarber.Api.Operations;
using BookedBarber.Web.Assets;
using BookedBarber.Web.Texts;
using Microsoft.AspNetCore.Localization;

namespace BookedBarber.Api.Pages;

/// <summary>The pages for people, and what they have in common.</summary>
public static class PageEndpoints
{
    // Only from here: what a page loads, and where its forms go.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    // Named after the program; by itself the framework looks for one that is named after the process.
    private static readonly string AssetManifest =
        $"{typeof(PageEndpoints).Assembly.GetName().Name}.staticwebassets.endpoints.json";

    /// <summary>Registers what pages need.</summary>
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();

        // In development the framework would take every address for that of a file which may come to be.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = bool.FalseString;
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton<AssetAddresses>();
        builder.Services.AddSingleton<ShopPages>();
        builder.Services.AddSingleton<BookingPages>();
        builder.Services.AddSingleton<StaffPages>();
        builder.Services.AddSingleton<SignInTickets>();
        builder.Services.AddSingleton<OperationsWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OperationsWatch>());
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture(Format.Languages[0].Code);
            options.AddSupportedUICultures([.. Format.Languages.Select(language => language.Code)]);
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = LanguageEndpoint.Cookie },
                new CustomRequestCultureProvider(
                    static context => Task.FromResult(LanguageEndpoint.Preferred(context.Request))),
            ];
        });
    }

    /// <summary>Chooses the language for whoever wants a page; programs are answered in one language.</summary>
    public static void UsePageLanguage(this WebApplication app) =>
        app.UseWhen(context => context.Request.WantsPage(), pages => pages.UseRequestLocalization());

    /// <summary>Maps the pages.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets(AssetManifest).RequireAccess(AccessPolicy.Open);
        app.Services.GetRequiredService<AssetAddresses>().Read(app);

        var pages = app.MapGroup("").RequireAccess(AccessPolicy.Open).Guarded().ExcludeFromDescription();
        pages.AddEndpointFilter(static (context, next) =>
        {
            var http = context.HttpContext;
            SetHeaders(http.Response);
            return LacksHttps(http)
                ? ValueTask.FromResult<object?>(AccessProblems.HttpsRequired().ToAnswer(http))
                : next(context);
        });
        pages.MapHome();
        app.Services.GetRequiredService<ShopPages>().Map(pages);
        app.Services.GetRequiredService<BookingPages>().Map(pages);
        pages.MapOperations();
        pages.MapLanguage();
        pages.MapSignInPages();
        pages.MapPasskeyPages();
        pages.MapRegistrationPages();
        pages.MapAccountPages();
        pages.MapAccountChanges();
        pages.MapKeptMails();
        app.Services.GetRequiredService<StaffPages>().Map(pages);
        pages.MapSetupPages();
        pages.MapTeamPages();
    }

    // Their forms need a cookie, which a browser would not take, nor the framework give.
    private static bool LacksHttps(HttpContext context) =>
        !context.Request.IsHttps
        && (context.Request.Path.StartsWithSegments("/account") || context.Request.Path.StartsWithSegments("/staff"))
        && context.RequestServices.GetRequiredService<AccountsSettings>().SecureCookies;

    /// <summary>What is sent with every page.</summary>
    internal static void SetHeaders(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";

        // Who goes back to a form finds it as it was, with its key: sending it again books nothing twice.
        headers.CacheControl = "no-cache, private";
    }
}
