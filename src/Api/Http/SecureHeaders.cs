namespace BookedBarber.Api.Http;

/// <summary>What every answer tells browsers. A page says more for itself, above all its own content policy.</summary>
public static class SecureHeaders
{
    private const string NothingAtAll = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Adds them to all answers; outside development also that this host is asked by HTTPS alone.</summary>
    public static void UseSecureHeaders(this WebApplication app)
    {
        app.Use(static next => context =>
        {
            Set(context.Response);
            return next(context);
        });
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }
    }

    /// <summary>Adds them to one answer, from which others were taken.</summary>
    internal static void Set(HttpResponse response)
    {
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = NothingAtAll;
        response.Headers["Referrer-Policy"] = "same-origin";
    }
}
