using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Tests;

public class ArchitectureTests
{
    [Fact]
    public void Scheduling_leans_on_nothing_but_the_base_library_and_NodaTime()
    {
        var strangers = typeof(Tick).Assembly.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => name != "NodaTime" && !name.StartsWith("System.", StringComparison.Ordinal));
        Assert.Empty(strangers);
    }

    [Fact]
    public void Scheduling_does_no_input_or_output()
    {
        string[] forbidden = ["System.Net", "System.IO", "System.Data", "System.Diagnostics.Process"];
        var found = typeof(Tick).Assembly.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => forbidden.Any(start => name.StartsWith(start, StringComparison.Ordinal)));
        Assert.Empty(found);
    }
}
