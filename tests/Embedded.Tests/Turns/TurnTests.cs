using BookedBarber.Embedded.Tests.Hosting;

namespace BookedBarber.Embedded.Tests.Turns;

public sealed class TurnTests : IAsyncLifetime
{
    private readonly string _key = Probe.NewKey();
    private GrainHost _host = null!;

    private ITurnGrain Grain => _host.Grains.GetGrain<ITurnGrain>(_key);

    private Probe Probe => Probe.Of(_key);

    public async Task InitializeAsync() => _host = await GrainHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Five_thousand_callers_of_one_grain_take_turns_and_none_is_lost()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 5000).Select(_ => Task.Run(() => Grain.Increment())));

        Assert.Equal(Enumerable.Range(1, 5000), results.Order());
    }

    [Fact]
    public async Task A_request_runs_to_its_end_before_the_next_one_starts()
    {
        var first = Grain.Hold("gate");
        await Probe.Reached("gate");
        var second = Grain.Note("second");
        Probe.Open("gate");
        await Task.WhenAll(first, second);

        Assert.Equal(["gate: reached", "gate: left", "second"], Probe.Log);
    }

    [Fact]
    public async Task Requests_that_wait_start_in_the_order_they_came()
    {
        var grain = Grain;
        var first = grain.Hold("gate");
        await Probe.Reached("gate");
        var waiting = Enumerable.Range(0, 1000).Select(number => grain.Note($"{number}")).ToArray();
        Probe.Open("gate");
        await Task.WhenAll([first, .. waiting]);

        Assert.Equal(Enumerable.Range(0, 1000).Select(number => $"{number}"), Probe.Log.Skip(2));
    }

    [Fact]
    public async Task An_interleaving_method_starts_while_another_waits_at_an_await()
    {
        var first = Grain.Hold("gate");
        await Probe.Reached("gate");
        var waiting = Grain.Note("waits its turn");
        var interleaved = Grain.HoldInterleaving("inner");
        await Probe.Reached("inner");
        Probe.Open("inner");
        await interleaved;

        Assert.False(waiting.IsCompleted);
        Probe.Open("gate");
        await Task.WhenAll(first, waiting);
    }

    [Fact]
    public async Task An_ordinary_method_starts_while_an_interleaving_one_waits()
    {
        var interleaved = Grain.HoldInterleaving("gate");
        await Probe.Reached("gate");

        await Grain.Note("done").WaitAsync(Probe.Patience);

        Probe.Open("gate");
        await interleaved;
    }

    [Fact]
    public async Task Read_only_methods_interleave_with_each_other()
    {
        var one = Grain.HoldReading("one");
        await Probe.Reached("one");
        var two = Grain.HoldReading("two");
        await Probe.Reached("two");

        Probe.Open("one");
        Probe.Open("two");
        await Task.WhenAll(one, two);
    }

    [Fact]
    public async Task A_writer_waits_for_a_reader_and_a_reader_for_a_writer()
    {
        var reader = Grain.HoldReading("reader");
        await Probe.Reached("reader");
        var writer = Grain.Hold("writer");
        Probe.Open("reader");
        await Probe.Reached("writer");
        var next = Grain.HoldReading("next");
        Probe.Open("writer");
        await Probe.Reached("next");
        Probe.Open("next");
        await Task.WhenAll(reader, writer, next);

        Assert.Equal(
            ["reader: reached", "reader: left", "writer: reached", "writer: left", "next: reached", "next: left"],
            Probe.Log);
    }

    [Fact]
    public async Task Two_threads_are_never_in_one_grain_at_once_even_where_it_interleaves()
    {
        var crowds = await Task.WhenAll(
            Enumerable.Range(0, 2000).Select(_ => Task.Run(() => Grain.CrowdInside(awaits: 20))));

        Assert.Equal(1, crowds.Max());
    }

    [Fact]
    public async Task An_await_resumes_in_the_grain_unless_the_grain_says_otherwise()
        => Assert.Equal(["own", "own", "own", "default"], await Grain.SchedulersAroundAwaits());

    [Fact]
    public async Task Different_grains_run_beside_each_other()
    {
        var first = Grain.Hold("gate");
        await Probe.Reached("gate");

        await _host.Grains.GetGrain<ITurnGrain>(Probe.NewKey()).Note("free").WaitAsync(Probe.Patience);

        Probe.Open("gate");
        await first;
    }
}
