using System.Collections.Immutable;
using System.Globalization;
using BookedBarber.Grains.Interfaces.Results;

namespace BookedBarber.Api.Http;

/// <summary>Collects what is wrong with the fields of one body.</summary>
public sealed class FieldErrors
{
    private const int MaxErrors = 20;

    private readonly ImmutableArray<FieldError>.Builder _errors = ImmutableArray.CreateBuilder<FieldError>();

    /// <summary>Everything found, or null.</summary>
    public ApiProblem? Problem => _errors.Count == 0 ? null : ApiProblem.From(
        Grains.Interfaces.Results.Problem.Invalid(_errors.ToImmutable()));

    /// <summary>Notes a field and the rule that it breaks; what comes after the first many is not named.</summary>
    public void Add(string field, string rule)
    {
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(new FieldError { Field = field, Rule = rule });
        }
    }

    /// <summary>The value of a field that must be there.</summary>
    public string Required(string? value, string field)
    {
        if (value is null)
        {
            Add(field, "is required");
        }

        return value ?? "";
    }

    /// <summary>The value of a field that must be there.</summary>
    public T Required<T>(T? value, string field)
        where T : struct
    {
        if (value is null)
        {
            Add(field, "is required");
        }

        return value.GetValueOrDefault();
    }

    /// <summary>A line of text that must be there, not blank, as people write it.</summary>
    public string RequiredLine(string? value, string field)
    {
        var problems = new List<Scheduling.FieldProblem>();
        Scheduling.Text.Check(field, value, Scheduling.Text.MaxName, problems);
        foreach (var problem in problems)
        {
            Add(problem.Field, problem.Rule);
        }

        return value ?? "";
    }

    /// <summary>An id that must be there.</summary>
    public Guid RequiredId(string? value, string field)
    {
        if (value is null)
        {
            Add(field, "is required");
            return default;
        }

        return Id(value, field);
    }

    /// <summary>An id, in the usual form with hyphens.</summary>
    public Guid Id(string value, string field)
    {
        if (!Guid.TryParseExact(value, "D", out var id))
        {
            Add(field, "must be an id");
        }

        return id;
    }

    /// <summary>A date that must be there: <c>yyyy-MM-dd</c> (RFC 3339, full-date).</summary>
    public DateOnly RequiredDate(string? value, string field)
    {
        if (!DateOnly.TryParseExact(
            value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            Add(field, string.IsNullOrEmpty(value) ? "is required" : "must be a date yyyy-MM-dd");
        }

        return date;
    }

    /// <summary>An instant: RFC 3339 with an offset.</summary>
    public DateTimeOffset RequiredInstant(string? value, string field)
    {
        if (value is null)
        {
            Add(field, "is required");
        }
        else if (Rfc3339.TryParse(value, out var instant))
        {
            return instant;
        }
        else
        {
            Add(field, "must be an RFC 3339 date and time with an offset, for example 2026-12-01T09:00:00+01:00");
        }

        return default;
    }
}
