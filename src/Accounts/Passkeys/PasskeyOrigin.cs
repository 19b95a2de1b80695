using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Accounts.Passkeys;

/// <summary>
/// Whose passkeys are taken. By itself the framework compares what the browser signed with what the same browser sends
/// as <c>Origin</c>; and a passkey of a domain can be asked for by whatever is below that domain.
/// </summary>
internal static class PasskeyOrigin
{
    /// <summary>Passkeys are for this program, verify who holds them, and are found without an address.</summary>
    public static void Configure(IdentityPasskeyOptions passkeys, Uri? publicUrl)
    {
        passkeys.ServerDomain = publicUrl?.Host;
        passkeys.UserVerificationRequirement = "required";
        passkeys.ResidentKeyRequirement = "required";
        passkeys.ValidateOrigin = context => ValueTask.FromResult(
            !context.CrossOrigin && IsOwn(context.Origin, publicUrl, context.HttpContext.Request.Host));
    }

    /// <summary>Whether an origin is this program's: that of its public address, or where it was asked.</summary>
    public static bool IsOwn(string? origin, Uri? publicUrl, HostString host)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var from))
        {
            return false;
        }

        // Where HTTPS ends before this program, the request does not say that there was any. Browsers do not use
        // passkeys without it, but on the same machine.
        return publicUrl is null
            ? string.Equals(from.Host, host.Host, StringComparison.OrdinalIgnoreCase)
                && (host.Port is { } port ? from.Port == port : from.IsDefaultPort)
            : from.GetLeftPart(UriPartial.Authority) == publicUrl.GetLeftPart(UriPartial.Authority);
    }
}
