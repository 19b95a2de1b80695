using System.Buffers;
using System.Net.Mail;

namespace BookedBarber.Accounts.SignIn;

/// <summary>E-mail addresses as people type them.</summary>
public static class EmailAddress
{
    /// <summary>The longest that is taken (RFC 5321, 4.5.3.1.3).</summary>
    public const int MaxLength = 254;

    private static readonly SearchValues<char> NeverInOne = SearchValues.Create(" \t\r\n<>\",;\0");

    /// <summary>Whether a text is an address, with nothing around it.</summary>
    public static bool IsValid(string text) =>
        text.Length <= MaxLength
        && !text.AsSpan().ContainsAny(NeverInOne)
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text;
}
