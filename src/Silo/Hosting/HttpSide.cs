using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace BookedBarber.Silo.Hosting;

/// <summary>What the HTTP sides of both programs have in common.</summary>
public static class HttpSide
{
    /// <summary>Listens at this address unless another one is configured.</summary>
    public static void UseDefaultUrl(this WebApplicationBuilder builder, string url)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"])
            && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(url);
        }
    }

    /// <summary>Says on the console what a silo is and where, once it has joined.</summary>
    internal static void GreetWhenStarted(this WebApplication app, SiloSettings settings) =>
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"""
            Silo           {settings.Address}:{settings.Port}, for clients {settings.Address}:{settings.GatewayPort}
            Dashboard      {app.Urls.FirstOrDefault()?.TrimEnd('/')}/dashboard  (an administrator's key is the password)
            Stop           Ctrl-C hands its grains over and leaves the cluster
            """));
}
