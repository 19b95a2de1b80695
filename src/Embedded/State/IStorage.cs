namespace Orleans.Core;

/// <summary>A record that is read and written as a whole.</summary>
public interface IStorage
{
    /// <summary>The version that was last read or written; null before the first write.</summary>
    string? Etag { get; }

    /// <summary>Whether the record is in storage.</summary>
    bool RecordExists { get; }

    /// <summary>Removes the record, if it still is the version we know, and resets the state.</summary>
    /// <returns>A task that ends when it is removed.</returns>
    Task ClearStateAsync();

    /// <summary>Writes the state, if storage still has the version we know.</summary>
    /// <returns>A task that ends when it is durable.</returns>
    Task WriteStateAsync();

    /// <summary>Reads the state anew.</summary>
    /// <returns>A task that ends when it is read.</returns>
    Task ReadStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    /// <param name="cancellationToken">Gives up.</param>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    /// <param name="cancellationToken">Gives up.</param>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    /// <param name="cancellationToken">Gives up.</param>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

/// <summary>A record with a typed state.</summary>
/// <typeparam name="TState">The state's type.</typeparam>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory.</summary>
    TState State { get; set; }
}
