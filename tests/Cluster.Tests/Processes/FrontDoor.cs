using BookedBarber.TestKit.Processes;

namespace BookedBarber.Cluster.Tests.Processes;

/// <summary>An Api process that calls the silos.</summary>
internal sealed class FrontDoor
{
    public FrontDoor(string name, string logs, params (string Name, string Value)[] settings)
    {
        Name = name;
        Address = new Uri($"http://127.0.0.1:{LowPort.Find()}");
        Process = new ProgramProcess(new ProgramPlan
        {
            Program = "BookedBarber.Api.dll",
            Address = Address,
            Directory = logs,
            LogPath = Path.Combine(logs, $"{name}.log"),
            Settings = settings,
        });
    }

    public string Name { get; }

    public Uri Address { get; }

    public ProgramProcess Process { get; }

    public override string ToString() => Name;
}
