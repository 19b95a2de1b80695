using System.Globalization;
using BookedBarber.Accounts;
using BookedBarber.Accounts.Mails;
using BookedBarber.Silo.Hosting;

namespace BookedBarber.Api.Hosting;

/// <summary>Reads the settings of mails.</summary>
internal static class MailSettings
{
    private const string Prefix = "BookedBarber__Smtp__";

    /// <summary><c>BookedBarber__PublicUrl</c>.</summary>
    public static Uri? ReadPublicUrl(IConfigurationSection section) =>
        section["PublicUrl"] is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url
        : throw new SettingException(
            $"BookedBarber__PublicUrl must be an address such as https://example.org, not '{text}'.");

    /// <summary><c>BookedBarber__Smtp__*</c>; null when no host is named.</summary>
    public static SmtpSettings? ReadSmtp(IConfigurationSection smtp)
    {
        if (smtp["Host"] is not { Length: > 0 } host)
        {
            return null;
        }

        var security = ReadSecurity(smtp["Security"]);
        return new SmtpSettings
        {
            Host = host,
            Security = security,
            Port = ReadPort(smtp["Port"], security == SmtpSecurity.Tls ? 465 : 587),
            User = smtp["User"] is { Length: > 0 } user ? user : null,
            Password = smtp["Password"],
            From = smtp["From"] is { Length: > 0 } from && MailSender.IsValid(from)
                ? from
                : throw new SettingException(
                    $"{Prefix}From must be the sender of mails, such as BookedBarber <no-reply@example.org>."),
        };
    }

    private static SmtpSecurity ReadSecurity(string? text) =>
        string.IsNullOrEmpty(text) ? SmtpSecurity.StartTls
        : Enum.TryParse<SmtpSecurity>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
        : throw new SettingException($"{Prefix}Security must be StartTls, Tls or None, not '{text}'.");

    private static int ReadPort(string? text, int otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535
            ? port
        : throw new SettingException($"{Prefix}Port must be a port from 1 to 65535, not '{text}'.");
}
