using BookedBarber.Cluster.Tests.Histories;
using BookedBarber.TestKit;

namespace BookedBarber.Cluster.Tests.Load;

/// <summary>All customers of one run.</summary>
internal sealed class Crowd
{
    private const int Size = 12;

    private readonly History _history;
    private readonly List<Task> _visits = [];
    private volatile bool _isClosing;

    public Crowd(IReadOnlyList<LoadShop> shops, History history, Balancer balancer, int seed)
    {
        _history = history;
        for (var number = 0; number < Size; number++)
        {
            Enter(new Customer(
                $"c{number}", shops, history, new Random(seed * 1_000 + number), (_, random) => balancer.Next(random)));
        }
    }

    /// <summary>One more customer, who may leave earlier than the others.</summary>
    public void Enter(Customer customer, Func<bool>? isOpen = null) =>
        _visits.Add(Task.Run(() => customer.VisitAsync(() => !_isClosing && isOpen?.Invoke() != false)));

    /// <summary>Waits until so many more wishes have been granted.</summary>
    public Task GoOnAsync(int granted, int deadlineSeconds = 60)
    {
        var goal = Granted() + granted;
        return Eventually.HoldsAsync(
            $"{goal} wishes are granted",
            async () =>
            {
                foreach (var visit in _visits.Where(visit => visit.IsCompleted))
                {
                    await visit;
                }

                return Granted() >= goal;
            },
            deadlineSeconds);
    }

    /// <summary>Nobody has a new wish any more.</summary>
    public void Close() => _isClosing = true;

    /// <summary>Nobody has a new wish any more; waits until all are answered or have given up.</summary>
    public Task LeaveAsync()
    {
        Close();
        return Eventually.ComesAsync("every customer has left", Task.WhenAll(_visits), deadlineSeconds: 120);
    }

    private int Granted() => _history.Operations.Count(operation => operation.Grant is not null);
}
