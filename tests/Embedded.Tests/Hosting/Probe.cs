using System.Collections.Concurrent;

namespace BookedBarber.Embedded.Tests.Hosting;

/// <summary>How a test and the grains of one key talk: a log, and gates where a grain waits for the test.</summary>
public sealed class Probe
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly ConcurrentDictionary<string, Probe> All = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();

    public string[] Log => [.. _log];

    public int Flag { get; set; }

    public static Probe Of(string key) => All.GetOrAdd(key, _ => new());

    public static string NewKey() => Guid.NewGuid().ToString("N");

    public void Note(string line)
    {
        _log.Enqueue(line);
        Gate($"noted {line}").TrySetResult();
    }

    public Task Noted(string line) => Gate($"noted {line}").Task.WaitAsync(Patience);

    public async Task Hold(string gate)
    {
        Note($"{gate}: reached");
        await Gate(gate).Task;
        Note($"{gate}: left");
    }

    public Task Reached(string gate) => Noted($"{gate}: reached");

    public void Open(string gate) => Gate(gate).TrySetResult();

    public int Count(string line) => _log.Count(entry => entry == line);

    /// <summary>Waits until a condition holds that nobody signals.</summary>
    public static async Task Until(Func<bool> condition, string what)
    {
        var patience = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var end = TimeProvider.System.GetUtcNow() + Patience; !condition();)
        {
            Assert.True(TimeProvider.System.GetUtcNow() < end, $"Waited {Patience} for: {what}");
            await patience.WaitForNextTickAsync();
        }
    }

    private TaskCompletionSource Gate(string name)
        => _gates.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
