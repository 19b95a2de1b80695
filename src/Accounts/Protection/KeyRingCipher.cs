using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Accounts.Protection;

/// <summary>
/// Encrypts the key ring at rest: AES-256-GCM under a key that is derived (HKDF-SHA256, RFC 5869) from the one of the
/// installation, which is not in the database.
/// </summary>
internal sealed class KeyRingCipher : IXmlEncryptor
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;

    private readonly byte[] _key;

    /// <summary>With the key of this installation.</summary>
    public KeyRingCipher(AccountsSettings settings)
    {
        _key = new byte[KeyBytes];
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            settings.InstallationKey.Span,
            _key,
            salt: [],
            info: "bookedbarber key ring v1"u8);
    }

    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(
            sealedBytes.AsSpan(0, NonceBytes),
            plain,
            sealedBytes.AsSpan(NonceBytes, plain.Length),
            sealedBytes.AsSpan(NonceBytes + plain.Length));
        return new EncryptedXmlInfo(
            new XElement("sealed", Convert.ToBase64String(sealedBytes)), typeof(KeyRingDecipher));
    }

    /// <summary>The element that <see cref="Encrypt"/> was given.</summary>
    /// <exception cref="CryptographicException">It was encrypted with another key.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        var sealedBytes = Convert.FromBase64String(encryptedElement.Value);
        if (sealedBytes.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("A key of the key ring was cut off.");
        }

        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(_key, TagBytes);
        aes.Decrypt(
            sealedBytes.AsSpan(0, NonceBytes),
            sealedBytes.AsSpan(NonceBytes, plain.Length),
            sealedBytes.AsSpan(NonceBytes + plain.Length),
            plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}

/// <summary>What Data Protection makes by the name that stands beside an encrypted key.</summary>
/// <param name="services">Where the cipher is.</param>
internal sealed class KeyRingDecipher(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement) =>
        services.GetRequiredService<KeyRingCipher>().Decrypt(encryptedElement);
}
