using BookedBarber.Api.Hosting;
using BookedBarber.Grains.Interfaces.Access;

namespace BookedBarber.Api.Access;

/// <summary>
/// Sees to it that there is an administrator: the key in <c>admin.key</c> is made at the first start and registered
/// wherever it is not known yet. Where several processes have no directory in common, a setting holds it instead.
/// </summary>
public sealed class FirstAdministrator(ApiSettings settings, IGrainFactory grains, TimeProvider clock)
{
    private const string FileName = "admin.key";

    /// <summary>Where the key is, for the console.</summary>
    public string Whereabouts => settings.AdministratorKey is null ? $"key in {Path}" : "key as configured";

    /// <summary>The file that holds the key, unless a setting does.</summary>
    public string Path => System.IO.Path.Combine(settings.DataDirectory, FileName);

    /// <summary>The key; registered when this returns.</summary>
    /// <exception cref="InvalidOperationException">The file holds something else.</exception>
    public async Task<ApiKeySecret> EnsureAsync()
    {
        var key = settings.AdministratorKey ?? ReadOrCreate();
        await grains.GetGrain<IApiKeyGrain>(key.Id.ToString()).Register(new ApiKeyRegistration
        {
            SecretHash = key.SecretHash,
            Name = "first administrator",
            IsAdministrator = true,
        });
        return key;
    }

    private ApiKeySecret ReadOrCreate() =>
        ApiKeySecret.Read(SecretFile.ReadOrCreate(Path, () => ApiKeySecret.Create(clock).Text))
            ?? throw new InvalidOperationException($"{Path} does not hold an API key; remove it to get a new one.");
}
