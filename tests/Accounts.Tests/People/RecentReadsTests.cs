using BookedBarber.Accounts.People;

namespace BookedBarber.Accounts.Tests.People;

/// <summary>What was changed is forgotten at once, by those as well who were asking at that moment.</summary>
public sealed class RecentReadsTests
{
    private static readonly Guid Id = Guid.NewGuid();

    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task What_was_read_before_a_change_and_arrives_after_it_is_not_kept()
    {
        var known = new RecentReads<string>(_clock);

        var early = await known.RecallAsync(Id, _ =>
        {
            // The database has answered; then somebody changes it.
            known.Forget();
            return Task.FromResult<string?>("old");
        });

        Assert.Equal("old", early);
        Assert.Equal("new", await known.RecallAsync(Id, _ => Task.FromResult<string?>("new")));
    }

    [Fact]
    public async Task An_answer_is_kept_for_five_seconds_and_a_failure_not_at_all()
    {
        var known = new RecentReads<string>(_clock);
        await Assert.ThrowsAsync<TimeoutException>(
            () => known.RecallAsync(Id, _ => Task.FromException<string?>(new TimeoutException())));
        Assert.Equal("first", await known.RecallAsync(Id, _ => Task.FromResult<string?>("first")));
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal("first", await known.RecallAsync(Id, _ => Task.FromResult<string?>("second")));
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal("second", await known.RecallAsync(Id, _ => Task.FromResult<string?>("second")));
    }
}
