using System.Text;
using BookedBarber.Grains.Interfaces.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Dashboard;

namespace BookedBarber.Silo.Hosting;

/// <summary>The Orleans Dashboard, for operators: those who have an administrator's API key.</summary>
internal static class DashboardEndpoints
{
    private const string Basic = "Basic ";
    private const string Bearer = "Bearer ";
    private const int MaxHeaderLength = 512;

    /// <summary>
    /// Maps <c>/dashboard</c>. A browser asks for a user name, which can be any, and a password, which is the key; a
    /// program sends the key with <c>Authorization: Bearer</c>.
    /// </summary>
    public static void MapDashboard(this WebApplication app) =>
        app.MapOrleansDashboard("/dashboard").AddEndpointFilter(static async (context, next) =>
        {
            if (await IsOperatorAsync(context.HttpContext))
            {
                return await next(context);
            }

            context.HttpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"BookedBarber\", charset=\"UTF-8\"";
            return Results.Text(
                "This needs an administrator's API key as the password; the user name can be any.",
                statusCode: StatusCodes.Status401Unauthorized);
        });

    private static async Task<bool> IsOperatorAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length > MaxHeaderLength || ApiKeySecret.Read(KeyIn(header)) is not { } key)
        {
            return false;
        }

        var grains = context.RequestServices.GetRequiredService<IGrainFactory>();
        var identity = await grains.GetGrain<IApiKeyGrain>(key.Id.ToString()).Identify(key.SecretHash);
        return identity is { IsAdministrator: true };
    }

    private static string KeyIn(string header)
    {
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..].Trim();
        }

        var bytes = new byte[MaxHeaderLength];
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)
            || !Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length))
        {
            return "";
        }

        // RFC 7617: user name, colon, password.
        var pair = Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
