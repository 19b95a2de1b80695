using Xunit.Sdk;

namespace BookedBarber.Load.Tests;

/// <summary>A copy of the directory with its packages, so that nothing is installed in the repository.</summary>
public sealed class LoadDirectoryCopy : IAsyncLifetime
{
    private const string Packages = "node_modules";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("bookedbarber-load-");

    /// <summary>Its path.</summary>
    public string Root => _directory.FullName;

    /// <summary>Checks the types of the scripts in it.</summary>
    public Task<(int ExitCode, string Said)> CheckAsync() => NpmRegistryFactAttribute.RunAsync(Root, "run", "check");

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (NpmRegistryFactAttribute.SkipReason is not null)
        {
            return;
        }

        Copy(new DirectoryInfo(LoadDirectory.Root), _directory);
        var (exitCode, said) = await NpmRegistryFactAttribute.RunAsync(
            Root, "install", "--package-lock=false", "--ignore-scripts", "--no-audit", "--no-fund");
        if (exitCode != 0)
        {
            throw new XunitException($"npm install ended with {exitCode}:\n{said}");
        }
    }

    Task IAsyncLifetime.DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        }

        foreach (var directory in from.EnumerateDirectories().Where(one => one.Name != Packages))
        {
            Copy(directory, to.CreateSubdirectory(directory.Name));
        }
    }
}
