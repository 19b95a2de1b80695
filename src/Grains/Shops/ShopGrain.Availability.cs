using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Grains.Shops;

/// <content>The open starts, and who waits for a change of them.</content>
public sealed partial class ShopGrain
{
    // Well below the deadline of a call.
    private static readonly TimeSpan ChangePatience = TimeSpan.FromSeconds(2);

    private TaskCompletionSource? _nextChange;
    private long _change = 1;

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

        return _pages.MakeDays(_shop, query, Now, _change);
    }

    /// <inheritdoc/>
    public async Task<long> AwaitChange(long seen)
    {
        if (_change == seen && _shop is not null)
        {
            _nextChange ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                await _nextChange.Task.WaitAsync(ChangePatience, _clock);
            }
            catch (TimeoutException)
            {
                // Time itself changes what is open; the reader looks again.
            }
        }

        return _change;
    }

    private void OnChanged(TickRange? range)
    {
        _pages.Forget(range);
        _otherStarts.Forget();
        _change++;
        _nextChange?.TrySetResult();
        _nextChange = null;
    }
}
