using BookedBarber.TestKit;

namespace BookedBarber.Web.Tests.Browser;

/// <summary>A test that needs Chromium and PostgreSQL: without them, skipped on a laptop and failed in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public ChromiumFactAttribute() => Skip = ChromiumBrowser.SkipReason ?? PostgresAvailability.SkipReason;
}

/// <summary>As <see cref="ChromiumFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public ChromiumTheoryAttribute() => Skip = ChromiumBrowser.SkipReason ?? PostgresAvailability.SkipReason;
}
