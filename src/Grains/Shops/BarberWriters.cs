using BookedBarber.Grains.Interfaces.Barbers;

namespace BookedBarber.Grains.Shops;

/// <summary>The tokens under which the barbers of a shop are booked; each is asked for once.</summary>
internal sealed class BarberWriters(IGrainFactory grains)
{
    private readonly Dictionary<Guid, Task<Guid>> _known = [];

    /// <summary>The token of a barber, shared by all who ask meanwhile.</summary>
    public Task<Guid> OfAsync(Guid barberId)
    {
        if (!_known.TryGetValue(barberId, out var writer) || writer.IsFaulted || writer.IsCanceled)
        {
            _known[barberId] = writer = grains.GetGrain<IBarberGrain>(barberId.ToString()).TakeOver();
        }

        return writer;
    }

    /// <summary>A token is none any more.</summary>
    public void Forget(Guid barberId, Guid writer)
    {
        if (_known.TryGetValue(barberId, out var known) && known.IsCompletedSuccessfully && known.Result == writer)
        {
            _known.Remove(barberId);
        }
    }
}
