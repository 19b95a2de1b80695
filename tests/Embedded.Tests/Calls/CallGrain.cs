using BookedBarber.Embedded.Tests.Hosting;
using Orleans.Concurrency;

namespace BookedBarber.Embedded.Tests.Calls;

public interface IGreeter : IGrainWithStringKey
{
    Task<string> Greet(string name);
}

public interface ICallGrain : IGreeter
{
    Task Nothing();

    ValueTask NothingLater();

    ValueTask<int> Twice(int number);

    Task<decimal> Sum(int a, long b, decimal c, string d, Guid e, int? f, int[] g);

    Task Throw(string message);

    Task ThrowAtOnce(string message);

    Task Hold(string gate);

    Task HoldUntilCancelled(CancellationToken cancellationToken);

    Task Note(string line);

    [OneWay]
    Task HoldUnobserved(string gate);

    [AlwaysInterleave]
    Task<int> AskAnother(string key);
}

public sealed class CallGrain : Grain, ICallGrain
{
    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public Task<string> Greet(string name) => Task.FromResult($"Hello, {name}");

    public Task Nothing() => Task.CompletedTask;

    public async ValueTask NothingLater() => await Task.Yield();

    public async ValueTask<int> Twice(int number)
    {
        await Task.Yield();
        return 2 * number;
    }

    public Task<decimal> Sum(int a, long b, decimal c, string d, Guid e, int? f, int[] g)
        => Task.FromResult(a + b + c + d.Length + e.ToByteArray()[0] + (f ?? 0) + g.Sum());

    public async Task Throw(string message)
    {
        await Task.Yield();
        throw new KeyNotFoundException(message);
    }

    public Task ThrowAtOnce(string message) => throw new KeyNotFoundException(message);

    public Task Hold(string gate) => Probe.Hold(gate);

    public async Task HoldUntilCancelled(CancellationToken cancellationToken)
    {
        Probe.Note("waiting for the token");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    public Task Note(string line)
    {
        Probe.Note(line);
        return Task.CompletedTask;
    }

    public Task HoldUnobserved(string gate) => Probe.Hold(gate);

    public async Task<int> AskAnother(string key) => await GrainFactory.GetGrain<ICallGrain>(key).Twice(21);
}
