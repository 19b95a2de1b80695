using System.Collections.Immutable;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Shops;

/// <summary>Somebody who works in a shop, and what they do there.</summary>
public sealed record Barber
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>How clients know them; 1 to <see cref="Text.MaxName"/> characters.</summary>
    public required string Name { get; init; }

    /// <summary>The services that they do; no service twice.</summary>
    public ImmutableArray<Guid> Services { get; init; } = [];

    /// <summary>Their own minutes or prices; at most one entry for each of <see cref="Services"/>.</summary>
    public ImmutableArray<BarberServiceTerms> Terms { get; init; } = [];

    /// <summary>Whether they do a service.</summary>
    public bool Does(Guid serviceId) => !Services.IsDefault && Services.Contains(serviceId);

    /// <summary>Their own terms for a service; null when the shop's hold.</summary>
    public BarberServiceTerms? TermsFor(Guid serviceId) =>
        Terms.IsDefault ? null : Terms.FirstOrDefault(terms => terms.ServiceId == serviceId);

    /// <summary>What is out of bounds, by the name of the member in the API; empty when all is well.</summary>
    /// <param name="currency">The shop's currency.</param>
    /// <param name="isService">Whether the shop has a service with an id.</param>
    public IReadOnlyList<FieldProblem> Check(string currency, Func<Guid, bool> isService)
    {
        var problems = new List<FieldProblem>();
        Text.Check("name", Name, Text.MaxName, problems);
        var seen = new HashSet<Guid>();
        for (var i = 0; !Services.IsDefault && i < Services.Length; i++)
        {
            if (!isService(Services[i])) problems.Add(new($"services[{i}]", "must be a service of the shop"));
            if (!seen.Add(Services[i])) problems.Add(new FieldProblem($"services[{i}]", "must not be named twice"));
        }

        seen.Clear();
        for (var i = 0; !Terms.IsDefault && i < Terms.Length; i++)
            CheckTerms($"terms[{i}]", Terms[i], currency, seen, problems);
        return problems;
    }

    private void CheckTerms(
        string path, BarberServiceTerms terms, string currency, HashSet<Guid> seen, List<FieldProblem> problems)
    {
        if (!Does(terms.ServiceId))
            problems.Add(new FieldProblem($"{path}.service", "must be one of the barber's services"));
        if (!seen.Add(terms.ServiceId)) problems.Add(new FieldProblem($"{path}.service", "must not be named twice"));
        if (terms.Minutes is { } minutes)
            Service.CheckMinutes($"{path}.minutes", minutes, Tick.Minutes, Service.MaxMinutes, problems);
        terms.Price?.Check($"{path}.price", currency, problems);
    }
}
