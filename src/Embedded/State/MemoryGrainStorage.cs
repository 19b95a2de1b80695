using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Keeps state in memory as the JSON that a database would keep. Gone when the process ends.</summary>
/// <param name="options">How state is written as JSON.</param>
public sealed class MemoryGrainStorage(IOptions<EmbeddedGrainsOptions> options) : IGrainStorage
{
    private readonly ConcurrentDictionary<(GrainId, string), Row> _rows = new();

    private JsonSerializerOptions Json => options.Value.StateJson;

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _rows.TryGetValue((grainId, stateName), out var row);
        grainState.RecordExists = row?.Payload is not null;
        grainState.ETag = row?.ETag;
        grainState.State = row?.Payload is { } payload
            ? JsonSerializer.Deserialize<T>(payload, Json)!
            : Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Put(stateName, grainId, grainState, JsonSerializer.SerializeToUtf8Bytes(grainState.State, Json));
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Put(stateName, grainId, grainState, null);
        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
        return Task.CompletedTask;
    }

    private void Put<T>(string stateName, GrainId grainId, IGrainState<T> grainState, byte[]? payload)
    {
        var written = _rows.AddOrUpdate(
            (grainId, stateName),
            _ => grainState.ETag is null ? new(1, payload) : throw Lost(grainId, stateName, null, grainState.ETag),
            (_, row) => row.ETag == grainState.ETag
                ? new(row.Version + 1, payload)
                : throw Lost(grainId, stateName, row.ETag, grainState.ETag));
        grainState.ETag = written.ETag;
    }

    private static InconsistentStateException Lost(GrainId grainId, string name, string? stored, string? current)
        => new($"The state '{name}' of {grainId} is at version {stored ?? "none"} in storage, "
            + $"but {current ?? "none"} in memory.", stored, current);

    private sealed record Row(int Version, byte[]? Payload)
    {
        internal string ETag => Version.ToString(CultureInfo.InvariantCulture);
    }
}
