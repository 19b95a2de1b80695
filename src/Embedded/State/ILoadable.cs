namespace Orleans.State;

/// <summary>Something that must be read before a grain's OnActivateAsync.</summary>
internal interface ILoadable
{
    Task LoadAsync(CancellationToken cancellationToken);
}
