using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Silo.Hosting;

/// <summary>What the HTTP sides of both programs have in common, and what a silo says of itself.</summary>
public static partial class HttpSide
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
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var dashboard = $"{app.Urls.FirstOrDefault()?.TrimEnd('/')}/dashboard";
            if (!app.Environment.IsDevelopment())
            {
                LogJoined(app.Logger, settings.Address, settings.Port, settings.GatewayPort, dashboard);
                return;
            }

            Console.WriteLine($"""
                Silo           {settings.Address}:{settings.Port}, for clients {settings.Address}:{settings.GatewayPort}
                Dashboard      {dashboard}  (any user name; an administrator's key is the password)
                Stop           Ctrl-C hands its grains over and leaves the cluster
                """);
        });

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Joined the cluster as {Address}:{Port}, gateway port {GatewayPort}; dashboard: {Dashboard}")]
    private static partial void LogJoined(
        ILogger logger, IPAddress address, int port, int gatewayPort, string dashboard);
}
