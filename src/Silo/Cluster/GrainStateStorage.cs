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
        rows.ReadStateAsync(stateName, grainId, grainState).ToldAsync();

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.WriteStateAsync(stateName, grainId, grainState).ToldAsync();

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.ClearStateAsync(stateName, grainId, grainState).ToldAsync();
}
