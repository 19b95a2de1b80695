namespace BookedBarber.Capacity.Days;

/// <summary>The pods of a workload: a new one is of use some time after it was asked for.</summary>
internal sealed class Pods(int replicas, int secondsUntilReady)
{
    private readonly List<int> _readyAt = [.. Enumerable.Repeat(0, replicas)];

    /// <summary>How many there are.</summary>
    public int Count => _readyAt.Count;

    /// <summary>How many are of use.</summary>
    public int Ready(int now) => _readyAt.Count(at => at <= now);

    /// <summary>Starts or ends some; those that started last go first.</summary>
    public void Scale(int now, int replicas)
    {
        while (_readyAt.Count > replicas)
        {
            _readyAt.RemoveAt(_readyAt.Count - 1);
        }

        while (_readyAt.Count < replicas)
        {
            _readyAt.Add(now + secondsUntilReady);
        }
    }
}
