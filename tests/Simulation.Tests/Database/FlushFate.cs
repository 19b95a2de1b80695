namespace BookedBarber.Simulation.Tests.Database;

/// <summary>What becomes of a flush on its way to the database and back.</summary>
internal enum FlushFate
{
    Answered,
    FailsBefore,
    FailsAfter,
    AnswerLost,
    ArrivesLate,
    NeverArrives,
}
