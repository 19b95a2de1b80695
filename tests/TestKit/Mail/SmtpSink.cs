using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace BookedBarber.TestKit.Mail;

/// <summary>A mail that arrived.</summary>
public sealed record ArrivedMail(string From, string To, string Subject, string Body)
{
    /// <summary>A value of the query of the first link in it.</summary>
    public string Query(string name)
    {
        var link = Regex.Match(Body, @"https?://\S+").Value;
        var match = Regex.Match(link, $@"[?&]{name}=([^&\s]+)");
        return match.Success
            ? Uri.UnescapeDataString(match.Groups[1].Value)
            : throw new InvalidOperationException($"There is no {name} in: {Body}");
    }
}

/// <summary>A mail server that takes everything, and refuses what a test tells it to.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<ArrivedMail> _arrived = new();
    private readonly Task _accepting;
    private int _refusals;

    /// <summary>Starts it.</summary>
    public SmtpSink()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Everything that arrived, in order.</summary>
    public IReadOnlyList<ArrivedMail> Arrived => [.. _arrived];

    /// <summary>As many mails from now on are refused for the time being.</summary>
    public void RefuseNext(int mails) => Interlocked.Exchange(ref _refusals, mails);

    /// <summary>Waits for a mail to somebody, about something.</summary>
    public Task<ArrivedMail> ExpectAsync(string to, string subject, int number = 1) => Eventually.SeesAsync(
        $"mail {number} to {to} about '{subject}' has arrived; there were {string.Join(", ", _arrived)}",
        () => Task.FromResult(_arrived
            .Where(mail => mail.To == to && mail.Subject.Contains(subject, StringComparison.Ordinal))
            .ElementAtOrDefault(number - 1)!),
        mail => mail is not null);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false))
        {
            AutoFlush = true,
            NewLine = "\r\n",
        };
        await writer.WriteLineAsync("220 sink");
        var (from, to) = ("", "");
        while (await reader.ReadLineAsync(_end.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (verb)
            {
                case "MAIL":
                    from = Address(line);
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "RCPT":
                    to = Address(line);
                    await writer.WriteLineAsync(
                        Interlocked.Decrement(ref _refusals) >= 0 ? "451 not now" : "250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    _arrived.Enqueue(Read(from, to, await ReadDataAsync(reader)));
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    private async Task<List<string>> ReadDataAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".")
        {
            lines.Add(line.StartsWith('.') ? line[1..] : line);
        }

        return lines;
    }

    private static string Address(string line) => Regex.Match(line, "<(.*?)>").Groups[1].Value;

    private static ArrivedMail Read(string from, string to, List<string> lines)
    {
        var head = lines.TakeWhile(line => line.Length > 0).ToList();
        var body = string.Join('\n', lines.Skip(head.Count + 1));
        var quoted = head.Any(line => line.EndsWith("quoted-printable", StringComparison.OrdinalIgnoreCase));
        var subject = head.First(line => line.StartsWith("Subject: ", StringComparison.Ordinal))["Subject: ".Length..];
        return new ArrivedMail(from, to, Words(subject), quoted ? Unquote(body, Encoding.UTF8) : body);
    }

    // RFC 2047: words in base64, or quoted with an underscore for a space.
    private static string Words(string header) => Regex.Replace(
        header,
        @"=\?([\w-]+)\?([QB])\?(.*?)\?=",
        word => Word(word.Groups[3].Value, word.Groups[2].Value, Encoding.GetEncoding(word.Groups[1].Value)),
        RegexOptions.IgnoreCase);

    private static string Word(string text, string kind, Encoding encoding) => kind is "B" or "b"
        ? encoding.GetString(Convert.FromBase64String(text))
        : Unquote(text.Replace('_', ' '), encoding);

    private static string Unquote(string text, Encoding encoding) => encoding.GetString(
        [.. Regex.Matches(text.Replace("=\n", "", StringComparison.Ordinal), "=([0-9A-F]{2})|(.)", RegexOptions.Singleline)
            .SelectMany(match => match.Groups[1].Success
                ? [byte.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)]
                : Encoding.UTF8.GetBytes(match.Value))]);
}
