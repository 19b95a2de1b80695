using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BookedBarber.Silo.Operations;

/// <summary>Which process this is, for operators.</summary>
/// <param name="isFrontDoor">Whether it takes requests.</param>
/// <param name="address">Where others reach it, when they do not reach it at its own host name.</param>
/// <param name="hasDashboard">Whether it shows the Orleans Dashboard.</param>
/// <param name="server">Where it listens.</param>
internal sealed class ProcessIdentity(bool isFrontDoor, IPAddress? address, bool hasDashboard, IServer server)
{
    /// <summary>Another one after each start.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    /// <summary>Whether it takes requests.</summary>
    public bool IsFrontDoor => isFrontDoor;

    /// <summary>Host and port.</summary>
    public string Name => $"{address?.ToString() ?? Environment.MachineName}:{Listens?.Port}";

    /// <summary>Where it shows the Orleans Dashboard; null when it has none.</summary>
    public Uri? Dashboard => hasDashboard && Listens is { } listens
        ? new UriBuilder(listens.Scheme, listens.Host, listens.Port, "dashboard").Uri
        : null;

    // What it listens at may be every address that it has.
    private Uri? Listens => server.Features.Get<IServerAddressesFeature>()?.Addresses
        .Select(text => BindingAddress(text, address?.ToString() ?? Environment.MachineName))
        .FirstOrDefault();

    private static Uri BindingAddress(string text, string host)
    {
        var binding = Microsoft.AspNetCore.Http.BindingAddress.Parse(text);
        var isEverywhere = binding.Host is "*" or "+" or "0.0.0.0" or "[::]";
        return new UriBuilder(binding.Scheme, isEverywhere ? host : binding.Host, binding.Port).Uri;
    }
}
