namespace Orleans.Calls;

/// <summary>The result of a call that returns no value.</summary>
internal readonly struct Nothing;
