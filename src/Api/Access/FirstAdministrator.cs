using BookedBarber.Api.Hosting;
using BookedBarber.Grains.Interfaces.Access;

namespace BookedBarber.Api.Access;

/// <summary>
/// Sees to it that there is an administrator: the key in <c>admin.key</c> is made at the first start and registered
/// wherever it is not known yet.
/// </summary>
public sealed class FirstAdministrator(ApiSettings settings, IGrainFactory grains, TimeProvider clock)
{
    private const string FileName = "admin.key";

    /// <summary>The file that holds the key.</summary>
    public string Path => System.IO.Path.Combine(settings.DataDirectory, FileName);

    /// <summary>The key; registered when this returns.</summary>
    /// <exception cref="InvalidOperationException">The file holds something else.</exception>
    public async Task<ApiKeySecret> EnsureAsync()
    {
        var text = SecretFile.ReadOrCreate(Path, () => ApiKeySecret.Create(clock).Text);
        var key = ApiKeySecret.Read(text)
            ?? throw new InvalidOperationException($"{Path} does not hold an API key; remove it to get a new one.");
        await grains.GetGrain<IApiKeyGrain>(key.Id.ToString()).Register(new ApiKeyRegistration
        {
            SecretHash = key.SecretHash,
            Name = "first administrator",
            IsAdministrator = true,
        });
        return key;
    }
}
