using System.Collections.Immutable;
using System.Text.Json.Serialization;
using BookedBarber.Grains.Interfaces.Results;

namespace BookedBarber.Api.Http;

/// <summary>Problem details (RFC 9457) with a stable <c>code</c> on which a caller can act.</summary>
public sealed record ApiProblem
{
    /// <summary>The media type of problem details.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>Always <c>about:blank</c>: the meaning is in <see cref="Code"/>.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The HTTP status in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>One sentence for a person.</summary>
    public required string Detail { get; init; }

    /// <summary>What it is, for a program; listed in <see cref="ApiProblemCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The fields at fault, with <c>validation_failed</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>Other starts that are open, nearest first, with <c>slot_taken</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AlternativeStart>? Alternatives { get; init; }

    /// <summary>After how many seconds to repeat the request, where that is the remedy; sent as
    /// <c>Retry-After</c>.</summary>
    [JsonIgnore]
    public int? RetryAfterSeconds { get; init; }

    /// <summary>A problem of the front door itself.</summary>
    public static ApiProblem Of(int status, string code, string detail) => new()
    {
        Status = status,
        Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
        Code = code,
        Detail = detail,
    };

    /// <summary>What a grain refused.</summary>
    public static ApiProblem From(Problem problem)
    {
        var answer = Of(ApiProblemCodes.StatusOf(problem.Code), problem.Code, problem.Detail);
        return answer with
        {
            Errors = problem.Errors.IsDefaultOrEmpty ? null : problem.Errors,
            Alternatives = problem.Code == ProblemCodes.SlotTaken
                ? problem.Alternatives.IsDefault ? ImmutableArray<AlternativeStart>.Empty : problem.Alternatives
                : null,
        };
    }

    /// <summary>503: the same request will do later.</summary>
    public static ApiProblem Unavailable(string detail, int retryAfterSeconds) =>
        Of(StatusCodes.Status503ServiceUnavailable, ProblemCodes.Unavailable, detail) with
        {
            RetryAfterSeconds = retryAfterSeconds,
        };

    /// <summary>A <c>validation_failed</c> that names one field.</summary>
    public static ApiProblem Invalid(string field, string rule) => From(Problem.Invalid(field, rule));

    /// <summary>A <c>not_found</c>.</summary>
    public static ApiProblem NotFound(string what) => From(Problem.NotFound(what));

    /// <summary>As the answer to a request.</summary>
    public IResult ToResult() => new ApiProblemResult(this);
}
