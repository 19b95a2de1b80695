using BookedBarber.Grains.Interfaces.Results;

namespace BookedBarber.Grains.Shops;

/// <summary>What several barbers said no with, and the one answer that the client gets.</summary>
internal sealed class Refusals(Problem? first)
{
    private Problem? _answer = first;

    /// <summary>The refusal that helps the client most: "taken" has alternatives, "closed" has not.</summary>
    public Problem Answer => _answer
        ?? Problem.Invalid("barber", "must do all of the services; no barber of the shop does");

    /// <summary>Takes note of a refusal.</summary>
    public void Add(Problem problem)
    {
        if (_answer is null || problem.Code == ProblemCodes.SlotTaken)
        {
            _answer = problem;
        }
    }
}
