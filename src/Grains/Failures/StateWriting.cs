
namespace BookedBarber.Grains.Failures;

/// <summary>Writes grain state so that memory never holds what was not written.</summary>
internal static class StateWriting
{
    /// <summary>Writes <paramref name="next"/>; when that fails, the state is what it was before.</summary>
    public static async Task WriteAsync<T>(this IPersistentState<T> state, T next)
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
            throw;
        }
    }
}
