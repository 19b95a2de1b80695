using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// Keeps state in the table <c>grain_state</c>, one row for each state, as JSON, where the ADO.NET provider of Orleans
/// finds it as well. As there, a row is found by the state's name and the grain's key, so each kind of grain needs
/// names of its own. A cleared state keeps its row with an empty payload, so that its version goes on and no stale
/// activation can mistake a new record for its own.
/// </summary>
/// <param name="dataSource">The database.</param>
/// <param name="options">Whose grains these are, and how state is written as JSON.</param>
/// <param name="time">The clock.</param>
public sealed class PostgresGrainStorage(
    NpgsqlDataSource dataSource, IOptions<EmbeddedGrainsOptions> options, TimeProvider? time = null) : IGrainStorage
{
    private const string Key = "service = $1 and state_name = $2 and grain_key = $3";

    private const string Select = $"select version, payload from grain_state where {Key}";

    private const string Insert =
        """
        insert into grain_state (service, state_name, grain_key, payload, modified_at, version)
        values ($1, $2, $3, $4, $5, 1) on conflict do nothing returning version
        """;

    private const string Update =
        $"update grain_state set payload = $4, modified_at = $5, version = version + 1 where {Key} and version = $6 "
        + "returning version";

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    private JsonSerializerOptions Json => options.Value.StateJson;

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        => ReadStateAsync(stateName, grainId, grainState, default);

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await using var command = Command(Select, stateName, grainId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var found = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var payload = found ? reader.GetFieldValue<byte[]>(1) : [];
        grainState.ETag = found ? ETag(reader.GetInt32(0)) : null;
        grainState.RecordExists = payload.Length > 0;
        grainState.State = payload.Length > 0
            ? JsonSerializer.Deserialize<T>(payload, Json)!
            : Activator.CreateInstance<T>();
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        => WriteStateAsync(stateName, grainId, grainState, default);

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(grainState.State, Json);
        await Put(stateName, grainId, grainState, payload, cancellationToken).ConfigureAwait(false);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        => ClearStateAsync(stateName, grainId, grainState, default);

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await Put(stateName, grainId, grainState, [], cancellationToken).ConfigureAwait(false);
        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
    }

    private async Task Put<T>(
        string stateName, GrainId grainId, IGrainState<T> state, byte[] payload, CancellationToken cancellationToken)
    {
        await using var command = Command(state.ETag is null ? Insert : Update, stateName, grainId);
        command.Parameters.Add(new() { Value = payload, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = _time.GetUtcNow().UtcDateTime });
        if (state.ETag is not null)
            command.Parameters.Add(new NpgsqlParameter<int>
            {
                TypedValue = int.Parse(state.ETag, CultureInfo.InvariantCulture),
            });
        if (await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not int version)
            throw await Lost(stateName, grainId, state.ETag, cancellationToken).ConfigureAwait(false);
        state.ETag = ETag(version);
    }

    private async Task<InconsistentStateException> Lost(
        string stateName, GrainId grainId, string? current, CancellationToken cancellationToken)
    {
        await using var command = Command(Select, stateName, grainId);
        var version = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        var stored = version is int number ? ETag(number) : null;
        return new(
            $"The state '{stateName}' of {grainId} is at version {stored ?? "none"} in storage, "
            + $"but {current ?? "none"} in memory.", stored, current);
    }

    private NpgsqlCommand Command(string sql, string stateName, GrainId grainId)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = options.Value.ServiceId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stateName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = grainId.Key.ToString() });
        return command;
    }

    private static string ETag(int version) => version.ToString(CultureInfo.InvariantCulture);
}
