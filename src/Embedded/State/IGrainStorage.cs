using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Where grain state is kept.</summary>
public interface IGrainStorage
{
    /// <summary>Reads a record, or resets the state if there is none.</summary>
    /// <typeparam name="T">The state's type.</typeparam>
    /// <param name="stateName">The state's name within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">Read into.</param>
    /// <returns>A task that ends when it is read.</returns>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="ReadStateAsync{T}(string, GrainId, IGrainState{T})"/>
    /// <param name="stateName">The state's name within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">The state.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
        => ReadStateAsync(stateName, grainId, grainState);

    /// <summary>Writes a record, if its version is still <see cref="IGrainState{T}.ETag"/>.</summary>
    /// <typeparam name="T">The state's type.</typeparam>
    /// <param name="stateName">The state's name within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">Written from; receives the new version.</param>
    /// <returns>A task that ends when it is durable.</returns>
    /// <exception cref="InconsistentStateException">Somebody else wrote in between.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="WriteStateAsync{T}(string, GrainId, IGrainState{T})"/>
    /// <param name="stateName">The state's name within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">The state.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
        => WriteStateAsync(stateName, grainId, grainState);

    /// <summary>Removes a record, if its version is still <see cref="IGrainState{T}.ETag"/>.</summary>
    /// <typeparam name="T">The state's type.</typeparam>
    /// <param name="stateName">The state's name within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">Reset.</param>
    /// <returns>A task that ends when it is removed.</returns>
    /// <exception cref="InconsistentStateException">Somebody else wrote in between.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="ClearStateAsync{T}(string, GrainId, IGrainState{T})"/>
    /// <param name="stateName">The state's name within the grain.</param>
    /// <param name="grainId">The grain.</param>
    /// <param name="grainState">The state.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
        => ClearStateAsync(stateName, grainId, grainState);
}
