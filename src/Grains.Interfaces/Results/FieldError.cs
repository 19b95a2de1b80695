namespace BookedBarber.Grains.Interfaces.Results;

/// <summary>One field of a request that breaks a rule.</summary>
[GenerateSerializer, Immutable, Alias("FieldError")]
public sealed record FieldError
{
    /// <summary>Path of the field in the request, for example <c>weekly.monday[0].from</c>.</summary>
    [Id(0)]
    public required string Field { get; init; }

    /// <summary>The rule, as the end of a sentence that starts with the field: "must be a multiple of 5".</summary>
    [Id(1)]
    public required string Rule { get; init; }
}
