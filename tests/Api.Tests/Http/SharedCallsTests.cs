using BookedBarber.Api.Http;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Http;

/// <summary>Many who want one answer share calls, and nobody gets an answer that was made before they asked.</summary>
public sealed class SharedCallsTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly List<TaskCompletionSource<int>> _calls = [];
    private readonly SharedCalls<string, int> _shared;

    public SharedCallsTests() => _shared = new SharedCalls<string, int>(
        _ =>
        {
            lock (_calls)
            {
                _calls.Add(new TaskCompletionSource<int>());
                return _calls[^1].Task;
            }
        },
        _clock);

    private int Sent
    {
        get
        {
            lock (_calls)
            {
                return _calls.Count;
            }
        }
    }

    [Fact]
    public async Task Who_asks_while_a_call_is_under_way_shares_the_next_one()
    {
        var first = _shared.AskAsync("a");
        var later = Enumerable.Range(0, 100).Select(_ => _shared.AskAsync("a")).ToList();
        Assert.Equal(1, Sent);

        _calls[0].SetResult(1);
        Assert.Equal(1, await first);
        await Eventually.HoldsAsync("the next call is sent", () => Sent == 2);
        Assert.All(later, one => Assert.False(one.IsCompleted));

        var last = _shared.AskAsync("a");
        _calls[1].SetResult(2);
        Assert.All(await Task.WhenAll(later), answer => Assert.Equal(2, answer));
        await Eventually.HoldsAsync("one more call is sent", () => Sent == 3);
        _calls[2].SetResult(3);
        Assert.Equal(3, await last);
    }

    [Fact]
    public void Keys_do_not_wait_for_each_other()
    {
        _ = _shared.AskAsync("a");
        _ = _shared.AskAsync("b");

        Assert.Equal(2, Sent);
    }

    [Fact]
    public async Task Who_waits_is_served_after_a_call_that_failed()
    {
        var first = _shared.AskAsync("a");
        var later = _shared.AskAsync("a");

        _calls[0].SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Eventually.HoldsAsync("the next call is sent", () => Sent == 2);
        _calls[1].SetResult(2);

        Assert.Equal(2, await later);
    }

    [Fact]
    public async Task A_call_that_does_not_come_back_holds_nobody_up_for_long()
    {
        _ = _shared.AskAsync("a");
        var later = _shared.AskAsync("a");

        _clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync("the next call is sent", () => Sent == 2);
        _calls[1].SetResult(2);

        Assert.Equal(2, await later);
    }

    [Fact]
    public async Task Nobody_gets_an_answer_that_is_older_than_the_question()
    {
        var counter = 0;
        var shared = new SharedCalls<string, int>(
            async _ =>
            {
                await Task.Yield();
                return Volatile.Read(ref counter);
            },
            TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                var asked = Interlocked.Increment(ref counter);
                Assert.True(await shared.AskAsync("a") >= asked);
            }
        })));
    }
}
