using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A named part of a grain's state, loaded before the grain's activation and written when it says so.</summary>
/// <typeparam name="TState">The state's type.</typeparam>
public interface IPersistentState<TState> : IStorage<TState>;
