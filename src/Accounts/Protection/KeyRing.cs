using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace BookedBarber.Accounts.Protection;

/// <summary>
/// Whether the key ring can be read. While the database is away what was sealed cannot be opened: that does not make it
/// forged, and who sends it is to come again.
/// </summary>
public sealed class KeyRing(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("BookedBarber.KeyRing");

    /// <summary>Whether something was not opened since the ring could not be read.</summary>
    public static bool IsAway(CryptographicException exception) => exception.InnerException is DbException;

    /// <summary>Reads it, unless it was.</summary>
    /// <exception cref="CryptographicException">It could not be read: <see cref="IsAway"/>.</exception>
    public void Read() => _protector.Protect([]);
}
