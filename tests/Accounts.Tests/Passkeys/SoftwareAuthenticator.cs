using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookedBarber.Accounts.Tests.Passkeys;

/// <summary>
/// A browser and its authenticator (WebAuthn, level 3) with one passkey, which do what a test wants of them: they count
/// nothing unless told to, as those do that keep passkeys in a cloud.
/// </summary>
internal sealed class SoftwareAuthenticator : IDisposable
{
    private const byte UserPresent = 1, UserVerified = 4, HasKey = 64;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string _user = "";

    /// <summary>Where the browser says that it was asked.</summary>
    public string Origin { get; set; } = "https://barber.example";

    /// <summary>For whom the authenticator answers.</summary>
    public string Domain { get; set; } = "barber.example";

    /// <summary>Whether it has verified who holds it.</summary>
    public bool Verifies { get; set; } = true;

    /// <summary>How many signatures it says that it has made.</summary>
    public uint Count { get; set; }

    /// <summary>Makes the passkey that a server asks for.</summary>
    public string Make(string options)
    {
        var question = JsonDocument.Parse(options).RootElement;
        _user = question.GetProperty("user").GetProperty("id").GetString()!;
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        byte[] key = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Data(HasKey), .. new byte[16], 0, (byte)_id.Length, .. _id, .. key];
        byte[] attestation =
        [
            0xa3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xa0,
            0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data,
        ];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(Client("webauthn.create", question)),
            ["attestationObject"] = Base64Url.EncodeToString(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers a server that asks for any passkey.</summary>
    public string Answer(string options)
    {
        var question = JsonDocument.Parse(options).RootElement;
        Assert.Empty(question.GetProperty("allowCredentials").EnumerateArray());
        var client = Client("webauthn.get", question);
        var data = Data(0);
        var signature = _key.SignData(
            [.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(signature),
            ["userHandle"] = _user,
        });
    }

    public void Dispose() => _key.Dispose();

    private string Credential(JsonObject response) => new JsonObject
    {
        ["id"] = Base64Url.EncodeToString(_id),
        ["rawId"] = Base64Url.EncodeToString(_id),
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString();

    private byte[] Client(string type, JsonElement question) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["type"] = type,
        ["challenge"] = question.GetProperty("challenge").GetString(),
        ["origin"] = Origin,
        ["crossOrigin"] = false,
    });

    private byte[] Data(byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        flags |= (byte)(UserPresent | (Verifies ? UserVerified : 0));
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Domain)), flags, .. count];
    }
}
