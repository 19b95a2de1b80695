namespace BookedBarber.Scheduling;

/// <summary>What is wrong with one part of something that a caller handed in.</summary>
/// <param name="Field">Where, in the names of the public API, for example <c>weekly.monday[1].from</c>.</param>
/// <param name="Rule">What must hold there, as a sentence for the caller.</param>
public readonly record struct FieldProblem(string Field, string Rule);
