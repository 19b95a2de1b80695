namespace BookedBarber.Grains.Interfaces.Results;

/// <summary>What a grain answers to something that a caller may get wrong: a value or a problem, never both.</summary>
/// <typeparam name="T">The value.</typeparam>
[GenerateSerializer, Immutable, Alias("Result`1")]
public sealed record Result<T>
    where T : class
{
    /// <summary>The value, when it went well.</summary>
    [Id(0)]
    public T? Value { get; init; }

    /// <summary>The problem, when it did not.</summary>
    [Id(1)]
    public Problem? Problem { get; init; }

    /// <summary>It went well.</summary>
    public static implicit operator Result<T>(T value) => new() { Value = value };

    /// <summary>It did not.</summary>
    public static implicit operator Result<T>(Problem problem) => new() { Problem = problem };
}
