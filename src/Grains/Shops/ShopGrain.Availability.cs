using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Grains.Shops;

/// <content>The open starts, and who waits for a change of them or of what takes them.</content>
public sealed partial class ShopGrain
{
    private readonly ChangeCounter _changes;
    private readonly ChangeCounter _timelineChanges;

    /// <inheritdoc/>
    public async Task<Result<AvailabilityPage>> GetAvailability(AvailabilityQuery query)
    {
        if (_shop is null)
        {
            return NoSuchShop();
        }

        if (!_mirrors.IsFresh(_shop, _clock.GetUtcNow()))
        {
            await _mirrors.RefreshAsync(_shop);
        }

        return _pages.Get(_shop, query, Now, Instant.FromDateTimeOffset(_mirrors.FreshUntil));
    }

    /// <inheritdoc/>
    public async Task<Result<AvailableDays>> GetDays(AvailabilityQuery query)
    {
        if (_shop is null)
        {
            return NoSuchShop();
        }

        if (!_mirrors.IsFresh(_shop, _clock.GetUtcNow()))
        {
            await _mirrors.RefreshAsync(_shop);
        }

        return _pages.MakeDays(_shop, query, Now, _changes.Count);
    }

    /// <inheritdoc/>
    public Task<long> AwaitChange(long seen) => _changes.AwaitAsync(seen);

    /// <inheritdoc/>
    public async Task<long> AwaitTimelineChange(long seen)
    {
        // What a barber said and was not heard shows when the copies are compared.
        if (_shop is not null && !_mirrors.IsFresh(_shop, _clock.GetUtcNow()))
        {
            await _mirrors.RefreshAsync(_shop);
        }

        return await _timelineChanges.AwaitAsync(seen);
    }

    private void OnChanged(TickRange? openStarts)
    {
        _timelineChanges.Increment();
        if (openStarts is { IsEmpty: true })
        {
            return;
        }

        _pages.Forget(openStarts);
        _otherStarts.Forget();
        _changes.Increment();
    }
}
