using BookedBarber.Cluster.Tests.Processes;

namespace BookedBarber.Cluster.Tests.Load;

/// <summary>
/// Sends clients to a front door that is ready, as a load balancer with readiness checks does; what is taken out gets
/// nobody new.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly HttpDoor[] _doors;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _checking;
    private volatile HttpDoor[] _ready;
    private volatile FrontDoor? _takenOut;

    public Balancer(IEnumerable<FrontDoor> doors)
    {
        _doors = [.. doors.Select(door => new HttpDoor(door))];
        _ready = _doors;
        _checking = CheckAsync();
    }

    /// <summary>A door for one request.</summary>
    public IDoor Next(Random random)
    {
        var open = _ready.Where(door => door.Door != _takenOut).ToArray();
        if (open.Length == 0)
        {
            open = [.. _doors.Where(door => door.Door != _takenOut)];
        }

        return open[random.Next(open.Length)];
    }

    /// <summary>Sends nobody to this door any more; null takes the last one in again.</summary>
    public void TakeOut(FrontDoor? door) => _takenOut = door;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _checking;
        _end.Dispose();
        foreach (var door in _doors)
        {
            door.Dispose();
        }
    }

    private async Task CheckAsync()
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                var ready = await Task.WhenAll(_doors.Select(door => door.IsReadyAsync()));
                _ready = [.. _doors.Where((_, index) => ready[index])];
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }
}
