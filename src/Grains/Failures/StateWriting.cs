
namespace BookedBarber.Grains.Failures;

/// <summary>Writes grain state so that memory never holds what was not written.</summary>
internal static class StateWriting
{
    /// <summary>
    /// Writes <paramref name="next"/>. When that fails nobody knows what is kept, so the state is what it was before
    /// and the grain is given up: the next call reads the truth.
    /// </summary>
    public static async Task WriteAsync<T>(this IPersistentState<T> state, T next, Action deactivate)
    {
        var before = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = before;
            deactivate();
            throw;
        }
    }
}
