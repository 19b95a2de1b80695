using BookedBarber.Grains.Failures;
using BookedBarber.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace BookedBarber.Silo.Cluster;

/// <summary>
/// The rows of grain state, with a database that is away told in the one way that callers know. A grain that is being
/// activated has no call yet whose filter could say it.
/// </summary>
internal sealed class GrainStateStorage([FromKeyedServices(GrainStateStorage.Rows)] IGrainStorage rows) : IGrainStorage
{
    /// <summary>The name of the storage that reads and writes the rows.</summary>
    public const string Rows = "rows";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ToldAsync(rows.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ToldAsync(rows.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ToldAsync(rows.ClearStateAsync(stateName, grainId, grainState));

    private static async Task ToldAsync(Task operation)
    {
        try
        {
            await operation;
        }
        catch (Exception exception) when (LedgerUnavailableException.IsMeantBy(exception))
        {
            throw Unavailability.Of(exception);
        }
    }
}
