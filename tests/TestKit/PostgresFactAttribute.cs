using Xunit;

namespace BookedBarber.TestKit;

/// <summary>A test that needs PostgreSQL: without it, skipped on a laptop and failed in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public PostgresFactAttribute() => Skip = PostgresAvailability.SkipReason;
}

/// <summary>As <see cref="PostgresFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public PostgresTheoryAttribute() => Skip = PostgresAvailability.SkipReason;
}
