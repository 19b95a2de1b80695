using BookedBarber.Embedded.Tests.Hosting;
using Orleans.Concurrency;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

public interface ICycleGrain : IGrainWithStringKey
{
    /// <summary>Calls the first grain of the path by its <c>Visit</c>, which goes on with the rest.</summary>
    Task Visit(string[] path);

    [AlwaysInterleave]
    Task<string> Peek();

    [OneWay]
    Task Tell(string line);

    Task PeekBy(string[] path);

    Task TellMyself(string line);

    Task TellAnotherToVisitMe(string key);

    [OneWay]
    Task VisitUnobserved(string key);
}

public sealed class CycleGrain : Grain, ICycleGrain
{
    public async Task Visit(string[] path)
    {
        await Task.Yield();
        if (path.Length > 0) await GrainFactory.GetGrain<ICycleGrain>(path[0]).Visit(path[1..]);
    }

    public Task<string> Peek() => Task.FromResult("seen");

    public Task Tell(string line)
    {
        Probe.Of(this.GetPrimaryKeyString()).Note(line);
        return Task.CompletedTask;
    }

    public async Task PeekBy(string[] path)
    {
        var next = GrainFactory.GetGrain<ICycleGrain>(path[0]);
        if (path.Length > 1) await next.PeekBy(path[1..]);
        else await next.Peek();
    }

    public Task TellMyself(string line) => this.AsReference<ICycleGrain>().Tell(line);

    public async Task TellAnotherToVisitMe(string key)
    {
        await GrainFactory.GetGrain<ICycleGrain>(key).VisitUnobserved(this.GetPrimaryKeyString());
        await Probe.Of(key).Reached("visit");
        Probe.Of(key).Open("visit");
    }

    public async Task VisitUnobserved(string key)
    {
        var probe = Probe.Of(this.GetPrimaryKeyString());
        var visit = GrainFactory.GetGrain<ICycleGrain>(key).Visit([]);
        await probe.Hold("visit");
        await visit;
        probe.Note("visited");
    }
}
