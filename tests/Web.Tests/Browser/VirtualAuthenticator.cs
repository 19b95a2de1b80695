using System.Text.Json;
using Microsoft.Playwright;

namespace BookedBarber.Web.Tests.Browser;

/// <summary>What a phone or laptop has built in to keep passkeys (Chromium's WebAuthn domain), for one window.</summary>
internal sealed class VirtualAuthenticator
{
    private readonly ICDPSession _session;
    private readonly string _id;

    private VirtualAuthenticator(ICDPSession session, string id)
    {
        _session = session;
        _id = id;
    }

    /// <summary>Gives a window one; whoever is asked touches it at once.</summary>
    public static async Task<VirtualAuthenticator> AddAsync(ChromiumBrowser browser)
    {
        var session = await browser.Page.Context.NewCDPSessionAsync(browser.Page);
        await session.SendAsync("WebAuthn.enable");
        var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return new VirtualAuthenticator(session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>Whether it recognizes who holds it.</summary>
    public Task RecognizesAsync(bool isUserVerified) => _session.SendAsync(
        "WebAuthn.setUserVerified", new() { ["authenticatorId"] = _id, ["isUserVerified"] = isUserVerified });

    /// <summary>How many passkeys it keeps.</summary>
    public async Task<int> CountAsync()
    {
        var kept = await _session.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = _id });
        return kept!.Value.GetProperty("credentials").GetArrayLength();
    }
}
