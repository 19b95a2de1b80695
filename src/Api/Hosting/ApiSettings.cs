using System.Globalization;
using BookedBarber.Accounts;
using BookedBarber.Api.Limits;
using BookedBarber.Grains.Interfaces.Access;
using BookedBarber.Silo.Hosting;

namespace BookedBarber.Api.Hosting;

/// <summary>The settings of this process; each is an environment variable or an argument, see the README.</summary>
public sealed record ApiSettings
{
    /// <summary>The setting with the key of the clients' tokens.</summary>
    public const string ManageTokenKeyName = "BookedBarber__ManageTokenKey";

    private const string Section = "BookedBarber";
    private const string DefaultDirectory = ".data";
    private const string RepositoryMark = "BookedBarber.sln";
    private const int StandardStreams = 64;

    /// <summary>The PostgreSQL to use (<c>ConnectionStrings__BookedBarber</c>); null starts a private server.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>
    /// Where the private server and the first keys live (<c>BookedBarber__DataDirectory</c>): by default <c>.data</c>
    /// in the repository, or in the working directory when there is none.
    /// </summary>
    public required string DataDirectory { get; init; }

    /// <summary>
    /// Whether the grains are those of a cluster of silos on the same database (<c>BookedBarber__Cluster</c>), and not
    /// in this process.
    /// </summary>
    public bool Cluster { get; init; }

    /// <summary>
    /// The first administrator's key (<c>BookedBarber__AdministratorKey</c>); null for the one in the data directory.
    /// </summary>
    public ApiKeySecret? AdministratorKey { get; init; }

    /// <summary>Whether an empty database gets the shop <c>demo</c> (<c>BookedBarber__Demo</c>).</summary>
    public bool Demo { get; init; }

    /// <summary>How many more shops it gets, for load tests (<c>BookedBarber__Demo__Shops</c>).</summary>
    public int DemoShops { get; init; }

    /// <summary>
    /// The key of the clients' tokens in hexadecimal digits (<c>BookedBarber__ManageTokenKey</c>); null for the one
    /// in the data directory.
    /// </summary>
    public string? ManageTokenKey { get; init; }

    /// <summary>
    /// Where people reach the program (<c>BookedBarber__PublicUrl</c>), for links in mails; null for where it listens.
    /// </summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>How mails leave (<c>BookedBarber__Smtp__*</c>); null when they do not.</summary>
    public SmtpSettings? Smtp { get; init; }

    /// <summary>
    /// How many requests a minute one client has for each class of endpoints (<c>BookedBarber__RateLimits__*</c>); 0
    /// for any number.
    /// </summary>
    public IReadOnlyDictionary<RouteClass, int> RateLimits { get; init; } =
        RouteClass.All.ToDictionary(routes => routes, routes => routes.Standard);

    /// <summary>
    /// How many live streams one client has open at a time (<c>BookedBarber__RateLimits__Streams</c>); 0 for any
    /// number.
    /// </summary>
    public int StreamsPerClient { get; init; } = StandardStreams;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingException">One of them cannot be understood; the message names it.</exception>
    public static ApiSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection(Section);
        var connectionString = configuration.GetConnectionString(Section);
        var cluster = Flag(section["Cluster"], "BookedBarber__Cluster") ?? false;
        if (cluster && string.IsNullOrEmpty(connectionString))
        {
            throw new SettingException(
                "BookedBarber__Cluster needs ConnectionStrings__BookedBarber: a cluster meets in a database.");
        }

        var publicUrl = MailSettings.ReadPublicUrl(section);
        var smtp = MailSettings.ReadSmtp(section.GetSection("Smtp"));
        if (smtp is not null && publicUrl is null && !environment.IsDevelopment())
        {
            throw new SettingException(
                "BookedBarber__Smtp__Host needs BookedBarber__PublicUrl: mails hold links, and people seldom reach the "
                + "program where it listens.");
        }

        return new ApiSettings
        {
            ConnectionString = connectionString,
            Cluster = cluster,
            AdministratorKey = Key(section["AdministratorKey"], "BookedBarber__AdministratorKey"),
            DataDirectory = Path.GetFullPath(section["DataDirectory"] is { Length: > 0 } directory
                ? directory
                : Path.Combine(RepositoryRoot() ?? Environment.CurrentDirectory, DefaultDirectory)),
            Demo = Flag(section["Demo"], "BookedBarber__Demo") ?? environment.IsDevelopment(),
            ManageTokenKey = section["ManageTokenKey"] is { Length: > 0 } key ? key : null,
            DemoShops = Count(section["Demo:Shops"], "BookedBarber__Demo__Shops"),
            PublicUrl = publicUrl,
            Smtp = smtp,
            RateLimits = RouteClass.All.ToDictionary(
                routes => routes,
                routes => Limit(section[$"RateLimits:{routes.Name}"], routes.Name, routes.Standard)),
            StreamsPerClient = Limit(section["RateLimits:Streams"], "Streams", StandardStreams),
        };
    }

    // Not repeated in the message: it is a secret.
    private static ApiKeySecret? Key(string? text, string name) =>
        string.IsNullOrEmpty(text) ? null
        : ApiKeySecret.Read(text) ?? throw new SettingException($"{name} does not have the form of an API key.");

    private static bool? Flag(string? text, string name) =>
        string.IsNullOrEmpty(text) ? null
        : bool.TryParse(text, out var value) ? value
        : throw new SettingException($"{name} must be true or false, not '{text}'.");

    private static int Count(string? text, string name) =>
        string.IsNullOrEmpty(text) ? 0
        : int.TryParse(text, out var value) && value is >= 0 and <= 9_999 ? value
        : throw new SettingException($"{name} must be a number from 0 to 9999, not '{text}'.");

    private static int Limit(string? text, string name, int standard) =>
        string.IsNullOrEmpty(text) ? standard
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 1_000_000
            ? value
        : throw new SettingException(
            $"BookedBarber__RateLimits__{name} must be a number from 0 (no limit) to 1000000, not '{text}'.");

    private static string? RepositoryRoot()
    {
        for (var at = new DirectoryInfo(Environment.CurrentDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, RepositoryMark)))
            {
                return at.FullName;
            }
        }

        return null;
    }
}
