using System.Collections.Immutable;

namespace BookedBarber.Grains.Interfaces.Results;

/// <summary>Why something was refused: a stable code that a program can act on, and a sentence for a person.</summary>
[GenerateSerializer, Immutable, Alias("Problem")]
public sealed record Problem
{
    /// <summary>One of <see cref="ProblemCodes"/>.</summary>
    [Id(0)]
    public required string Code { get; init; }

    /// <summary>One sentence for a person.</summary>
    [Id(1)]
    public required string Detail { get; init; }

    /// <summary>The fields at fault and the rule that each breaks; empty unless the code is
    /// <c>validation_failed</c>.</summary>
    [Id(2)]
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    /// <summary>Other starts that are open, nearest first; at most three, and only with <c>slot_taken</c>.</summary>
    [Id(3)]
    public ImmutableArray<AlternativeStart> Alternatives { get; init; } = [];

    /// <summary>A refusal without fields.</summary>
    public static Problem Of(string code, string detail) => new() { Code = code, Detail = detail };

    /// <summary>A <c>validation_failed</c> that names one field and its rule.</summary>
    public static Problem Invalid(string field, string rule) =>
        Invalid([new FieldError { Field = field, Rule = rule }]);

    /// <summary>A <c>validation_failed</c> that names several fields.</summary>
    public static Problem Invalid(ImmutableArray<FieldError> errors) => new()
    {
        Code = ProblemCodes.ValidationFailed,
        Detail = string.Join(" ", errors.Select(error => $"{error.Field} {error.Rule}.")),
        Errors = errors,
    };

    /// <summary>A <c>not_found</c>.</summary>
    public static Problem NotFound(string what) => Of(ProblemCodes.NotFound, $"There is no such {what}.");
}
