using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using BookedBarber.Calendars.Reading;
using BookedBarber.Grains.Interfaces.Calendars;
using BookedBarber.Ledger.Calendars;

namespace BookedBarber.Silo.Calendars;

// An address that somebody typed
//
// Who may name an address could make this program ask on their behalf what only it can reach: its database, the other
// silos, the metadata of the cloud. So a connection is made only to an address that is public, and this is looked at
// where the connection is made: after the name was resolved, for each redirect, and whatever the name resolves to a
// moment later. What was answered is told to nobody but by what is wrong with it as a calendar.

/// <summary>Reads calendars from afar, within bounds of time and size.</summary>
internal sealed class CalendarFetcher : IDisposable
{
    private const int MaxRedirects = 3;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private readonly bool _privateAddresses;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    /// <param name="privateAddresses">Whether addresses that are not public are asked as well.</param>
    /// <param name="clock">Ends what takes too long.</param>
    public CalendarFetcher(bool privateAddresses, TimeProvider clock)
    {
        _privateAddresses = privateAddresses;
        _clock = clock;
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxConnectionsPerServer = 4,
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),

            // The address of a feed is its secret, and nobody is told of what we are doing when.
            ActivityHeadersPropagator = null,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("BookedBarber", "1"));
        _http.DefaultRequestHeaders.Accept.ParseAdd("text/calendar, */*;q=0.1");
    }

    /// <summary>What is at the address of a calendar; an error in words when it could not be read.</summary>
    public async Task<FetchedCalendar> FetchAsync(DueCalendar due, CancellationToken cancellationToken)
    {
        var url = due.Url ?? throw new ArgumentException("This calendar has no address.", nameof(due));
        using var deadline = new CancellationTokenSource(Deadline, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await FollowAsync(due, url, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(url, "It did not answer in time.");
        }
        catch (Exception exception) when (IsRefused(exception))
        {
            return Failed(url, "It is not at a public address.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
        {
            return Failed(url, "It could not be reached.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<FetchedCalendar> FollowAsync(DueCalendar due, string url, CancellationToken cancellationToken)
    {
        var at = Address(url);
        for (var redirects = 0; at is not null; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            if (due.ETag is not null)
            {
                request.Headers.TryAddWithoutValidation("If-None-Match", due.ETag);
            }

            if (due.LastModified is not null)
            {
                request.Headers.TryAddWithoutValidation("If-Modified-Since", due.LastModified);
            }

            using var response = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            switch ((int)response.StatusCode)
            {
                case 200:
                    return await ReadAsync(url, response, cancellationToken);
                case 304 when due.ETag is not null || due.LastModified is not null:
                    return new FetchedCalendar { Url = url };
                case 301 or 302 or 303 or 307 or 308 when response.Headers.Location is { } location:
                    if (redirects == MaxRedirects)
                    {
                        return Failed(url, $"It leads on more than {MaxRedirects} times.");
                    }

                    at = Next(at, location);
                    break;
                default:
                    return Failed(url, $"It answered {(int)response.StatusCode}.");
            }
        }

        return Failed(url, "It leads to what is no http or https address.");
    }

    private static async Task<FetchedCalendar> ReadAsync(
        string url, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[CalendarLimits.MaxBytes + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > CalendarLimits.MaxBytes)
        {
            return Failed(url, $"It has more than {CalendarLimits.MaxBytes} bytes.");
        }

        return new FetchedCalendar
        {
            Url = url,
            Text = Encoding.UTF8.GetString(bytes, 0, length),
            ETag = Short(response.Headers.ETag?.ToString()),
            LastModified = Short(response.Content.Headers.LastModified?.ToString("r")),
        };
    }

    // webcal is what programs call https when they mean a calendar.
    private static Uri? Address(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.Scheme switch
        {
            "http" or "https" => uri,
            "webcal" or "webcals" => new UriBuilder(uri) { Scheme = "https", Port = uri.Port }.Uri,
            _ => null,
        }
        : null;

    // What was asked for in secret is not asked for in the open.
    private static Uri? Next(Uri from, Uri location)
    {
        var next = Address(new Uri(from, location).AbsoluteUri);
        return next is { UserInfo.Length: 0 } && (next.Scheme == "https" || from.Scheme == "http") ? next : null;
    }

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = _privateAddresses ? addresses : [.. addresses.Where(PublicAddresses.IsPublic)];
        if (allowed.Length == 0)
        {
            throw new AddressRefusedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsRefused(Exception? exception) =>
        exception is AddressRefusedException || (exception is not null && IsRefused(exception.InnerException));

    private static string? Short(string? header) => header is { Length: <= 200 } ? header : null;

    private static FetchedCalendar Failed(string url, string error) => new() { Url = url, Error = error };

    private sealed class AddressRefusedException : IOException;
}
