using System.Text;

namespace BookedBarber.Api.Access;

/// <summary>A secret in a file of the data directory that only its owner can read.</summary>
public static class SecretFile
{
    /// <summary>The secret in a file; made with mode 600 when there is none.</summary>
    public static string ReadOrCreate(string path, Func<string> create)
    {
        if (TryRead(path) is { } known)
        {
            return known;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Path.GetRandomFileName()}";
        Write(unfinished, create());
        try
        {
            // A file that is there is whole: a crash before this leaves none, and another process may have been first.
            File.Move(unfinished, path, overwrite: TryRead(path) is null);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(unfinished);
        }

        return TryRead(path) ?? throw new InvalidOperationException($"{path} is empty.");
    }

    private static string? TryRead(string path) =>
        File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } text ? text : null;

    private static void Write(string path, string secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(secret + "\n"));
        file.Flush(flushToDisk: true);
    }
}
