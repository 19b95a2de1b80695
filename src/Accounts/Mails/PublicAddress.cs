using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BookedBarber.Accounts.Mails;

/// <summary>
/// Where people reach the program. Never what a request says in its <c>Host</c>: whoever asks for somebody else's new
/// password would choose where its link leads.
/// </summary>
/// <param name="settings">What is configured.</param>
/// <param name="server">Where the program listens otherwise.</param>
public sealed class PublicAddress(AccountsSettings settings, IServer? server = null)
{
    /// <summary>The address of a page.</summary>
    /// <param name="path">With a slash before, and with its query.</param>
    public string Of(string path) => Base().TrimEnd('/') + path;

    private string Base() =>
        settings.PublicUrl?.ToString()
        ?? server?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
        ?? "http://localhost:5080";
}
