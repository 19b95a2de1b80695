using System.Reflection;
using System.Runtime.InteropServices;

namespace BookedBarber.Silo.Telemetry;

/// <summary>Which program this is; both programs are built together and have one version.</summary>
public static class RunningProgram
{
    private static readonly Assembly Program = typeof(RunningProgram).Assembly;

    /// <summary>Its version, without the build metadata that may follow a plus sign.</summary>
    public static string Version { get; } =
        Program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>What its grains run on: <c>Embedded</c> or <c>Orleans</c>, chosen when it was built.</summary>
    public static string GrainRuntime { get; } =
        Program.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(data => data.Key == nameof(GrainRuntime))?.Value ?? "";

    /// <summary>The .NET that it runs on, as <c>.NET 10.0.0</c>.</summary>
    public static string DotNet { get; } = RuntimeInformation.FrameworkDescription;
}
