using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A named part of a grain's state, read before OnActivateAsync and written when the grain says so.</summary>
/// <typeparam name="TState">The state's type.</typeparam>
public interface IPersistentState<TState> : IStorage<TState>;
