using Orleans.Activations;
using Orleans.Runtime;

namespace Orleans.State;

/// <summary>
/// One state of one activation. Operations run one after the other even where methods interleave: two writes that
/// carried the same version would make the second one look like somebody else's.
/// </summary>
internal sealed class PersistentState<TState>(StateSource source, Activation activation)
    : IPersistentState<TState>, IGrainState<TState>, ILoadable
{
    private Task? _last;
    private Task? _queuedWrite;

    public TState State { get; set; } = Activator.CreateInstance<TState>();

    public string? Etag { get; private set; }

    public bool RecordExists { get; private set; }

    string? IGrainState<TState>.ETag
    {
        get => Etag;
        set => Etag = value;
    }

    bool IGrainState<TState>.RecordExists
    {
        get => RecordExists;
        set => RecordExists = value;
    }

    public Task LoadAsync(CancellationToken cancellationToken) => Read(cancellationToken);

    public Task ReadStateAsync() => ReadStateAsync(default);

    public Task ReadStateAsync(CancellationToken cancellationToken) => After(() => Read(cancellationToken));

    public Task ClearStateAsync() => ClearStateAsync(default);

    public Task ClearStateAsync(CancellationToken cancellationToken) => After(() => Clear(cancellationToken));

    public Task WriteStateAsync() => WriteStateAsync(default);

    /// <summary>A write that has not begun will carry what is in memory then; who comes later shares it.</summary>
    public Task WriteStateAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled) return After(() => Write(cancellationToken));
        if (_queuedWrite is not null) return _queuedWrite;
        var begun = false;
        var write = After(() =>
        {
            begun = true;
            _queuedWrite = null;
            return Write(default);
        });

        // The one before may end at any moment, and then this one is on its way already: nobody may join it.
        if (!begun) _queuedWrite = write;
        return write;
    }

    private Task After(Func<Task> operation)
    {
        if (TaskScheduler.Current != activation)
            throw new InvalidOperationException(
                $"The state '{source.Name}' of {activation.GrainId} is used outside the grain's turn.");
        var before = _last;
        return _last = before is { IsCompleted: false } ? Chained(before, operation) : operation();
    }

    private static async Task Chained(Task before, Func<Task> operation)
    {
        await before.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await operation();
    }

    private Task Read(CancellationToken cancellationToken)
        => source.Storage.ReadStateAsync(source.Name, activation.GrainId, this, cancellationToken);

    private Task Write(CancellationToken cancellationToken)
        => source.Storage.WriteStateAsync(source.Name, activation.GrainId, this, cancellationToken);

    private Task Clear(CancellationToken cancellationToken)
        => source.Storage.ClearStateAsync(source.Name, activation.GrainId, this, cancellationToken);
}
