using System.Text.Json;

namespace BookedBarber.Accounts.Audit;

/// <summary>Who did it.</summary>
/// <param name="Kind"><c>person</c>, <c>key</c>, <c>nobody</c> (not signed in) or <c>system</c>.</param>
/// <param name="Id">The account or the public part of the key.</param>
/// <param name="Name">How a reader knows them: the e-mail address, or what the key is for.</param>
public sealed record AuditActor(string Kind, Guid? Id, string? Name)
{
    /// <summary>A person.</summary>
    public static AuditActor Person(Guid id, string email) => new("person", id, email);

    /// <summary>An API key.</summary>
    public static AuditActor Key(Guid id, string? name) => new("key", id, name);

    /// <summary>The account; null when it is no person.</summary>
    internal Guid? PersonId => Kind == "person" ? Id : null;
}

/// <summary>One thing that somebody did.</summary>
public sealed record AuditEntry
{
    /// <summary>Who.</summary>
    public required AuditActor Actor { get; init; }

    /// <summary>What, as <c>service.changed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>In which shop; null when in none.</summary>
    public Guid? Shop { get; init; }

    /// <summary>To what or whom: an id.</summary>
    public string? Subject { get; init; }

    /// <summary>What became of it: a JSON object.</summary>
    public JsonElement? Detail { get; init; }

    /// <summary>From which address.</summary>
    public string? Address { get; init; }
}

/// <summary>An entry as it stands in the log.</summary>
/// <param name="Id">Later entries have higher ones.</param>
/// <param name="At">When.</param>
/// <param name="Entry">What.</param>
public sealed record AuditRecord(long Id, DateTimeOffset At, AuditEntry Entry);
