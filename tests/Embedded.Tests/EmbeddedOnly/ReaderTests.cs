using BookedBarber.Embedded.Tests.Hosting;
using BookedBarber.Embedded.Tests.Turns;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

/// <summary>Orleans lets a writer in when the first reader ends; here it waits for the others as well.</summary>
public sealed class ReaderTests : IAsyncLifetime
{
    private readonly string _key = Probe.NewKey();
    private GrainHost _host = null!;

    private ITurnGrain Grain => _host.Grains.GetGrain<ITurnGrain>(_key);

    private Probe Probe => Probe.Of(_key);

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_writer_waits_for_every_reader_and_new_readers_wait_for_the_writer()
    {
        var first = Grain.HoldReading("first");
        await Probe.Reached("first");
        var second = Grain.HoldReading("second");
        await Probe.Reached("second");
        var writer = Grain.Hold("writer");
        Probe.Open("first");
        await first;
        var third = Grain.HoldReading("third");
        await Grain.CrowdInside(awaits: 3);

        Assert.Equal(0, Probe.Count("writer: reached"));
        Assert.Equal(0, Probe.Count("third: reached"));
        Probe.Open("second");
        await Probe.Reached("writer");
        Assert.Equal(0, Probe.Count("third: reached"));
        Probe.Open("writer");
        Probe.Open("third");
        await Task.WhenAll(second, writer, third);
    }
}
