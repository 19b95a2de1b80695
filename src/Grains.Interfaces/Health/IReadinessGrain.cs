namespace BookedBarber.Grains.Interfaces.Health;

/// <summary>
/// Answers, and needs nothing for it: whoever hears it knows that grains are served, whatever the database does. Pages
/// are answered from memory while it is away. The key is anything.
/// </summary>
[Alias("IReadinessGrain")]
public interface IReadinessGrain : IGrainWithStringKey
{
    /// <summary>Returns at once.</summary>
    [SafeToRepeat]
    [Alias("Answer")]
    Task Answer();
}
