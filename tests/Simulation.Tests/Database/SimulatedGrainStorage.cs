using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;

namespace BookedBarber.Simulation.Tests.Database;

/// <summary>The rows of grain state, which outlive every process. States are never changed in place.</summary>
internal sealed class GrainRows : Dictionary<(GrainId Grain, string Name), (int Version, object State)>;

/// <summary>How one process reads and writes them.</summary>
internal sealed class SimulatedGrainStorage(GrainRows rows, Connection connection) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (found, row) = await connection.AskAsync(() => (rows.TryGetValue((grainId, stateName), out var r), r)).ConfigureAwait(false);
        grainState.RecordExists = found;
        grainState.ETag = found ? Tag(row.Version) : null;
        grainState.State = found ? (T)row.State : Activator.CreateInstance<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (state, known) = (grainState.State!, grainState.ETag);
        var (written, stored) = await connection.WriteAsync(() =>
        {
            var version = rows.TryGetValue((grainId, stateName), out var row) ? row.Version : 0;
            if ((version == 0 ? null : Tag(version)) != known)
            {
                return (false, version);
            }

            rows[(grainId, stateName)] = (version + 1, state);
            return (true, version + 1);
        }).ConfigureAwait(false);
        if (!written)
        {
            throw new InconsistentStateException("Somebody else wrote in between.", Tag(stored), known);
        }

        grainState.ETag = Tag(stored);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("No grain of a run clears its state.");

    private static string Tag(int version) => version.ToString(CultureInfo.InvariantCulture);
}
