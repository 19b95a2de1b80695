namespace BookedBarber.Api.Hosting;

/// <summary>The settings of this process; each is an environment variable or an argument, see the README.</summary>
public sealed record ApiSettings
{
    /// <summary>The setting with the key of the clients' tokens.</summary>
    public const string ManageTokenKeyName = "BookedBarber__ManageTokenKey";

    private const string Section = "BookedBarber";
    private const string DefaultDirectory = ".data";
    private const string RepositoryMark = "BookedBarber.sln";

    /// <summary>The PostgreSQL to use (<c>ConnectionStrings__BookedBarber</c>); null starts a private server.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>
    /// Where the private server and the first keys live (<c>BookedBarber__DataDirectory</c>): by default <c>.data</c>
    /// in the repository, or in the working directory when there is none.
    /// </summary>
    public required string DataDirectory { get; init; }

    /// <summary>Whether an empty database gets the shop <c>demo</c> (<c>BookedBarber__Demo</c>).</summary>
    public bool Demo { get; init; }

    /// <summary>How many more shops it gets, for load tests (<c>BookedBarber__Demo__Shops</c>).</summary>
    public int DemoShops { get; init; }

    /// <summary>
    /// The key of the clients' tokens in hexadecimal digits (<c>BookedBarber__ManageTokenKey</c>); null for the one
    /// in the data directory.
    /// </summary>
    public string? ManageTokenKey { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">One of them cannot be understood; the message names it.</exception>
    public static ApiSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = configuration.GetSection(Section);
        return new ApiSettings
        {
            ConnectionString = configuration.GetConnectionString(Section),
            DataDirectory = Path.GetFullPath(section["DataDirectory"] is { Length: > 0 } directory
                ? directory
                : Path.Combine(RepositoryRoot() ?? Environment.CurrentDirectory, DefaultDirectory)),
            Demo = Flag(section["Demo"], "BookedBarber__Demo") ?? environment.IsDevelopment(),
            ManageTokenKey = section["ManageTokenKey"] is { Length: > 0 } key ? key : null,
            DemoShops = Count(section["Demo:Shops"], "BookedBarber__Demo__Shops"),
        };
    }

    private static bool? Flag(string? text, string name) =>
        string.IsNullOrEmpty(text) ? null
        : bool.TryParse(text, out var value) ? value
        : throw new InvalidOperationException($"{name} must be true or false, not '{text}'.");

    private static int Count(string? text, string name) =>
        string.IsNullOrEmpty(text) ? 0
        : int.TryParse(text, out var value) && value is >= 0 and <= 9_999 ? value
        : throw new InvalidOperationException($"{name} must be a number from 0 to 9999, not '{text}'.");

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
