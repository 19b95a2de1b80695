namespace BookedBarber.Web.Setup;

/// <summary>An entry of the audit log, in the reader's language.</summary>
/// <param name="At">When, on the shop's clock.</param>
/// <param name="What">What was done.</param>
/// <param name="About">To what or whom; null when the log does not say.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Address">From which address; null when from none.</param>
public sealed record LogLine(DateTimeOffset At, string What, string? About, string Who, string? Address);
