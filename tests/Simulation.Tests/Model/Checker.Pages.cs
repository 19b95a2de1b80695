using BookedBarber.Scheduling.Time;
using BookedBarber.Simulation.Tests.Plans;

namespace BookedBarber.Simulation.Tests.Model;

/// <content>What is shown to be open, is; or was, a moment ago.</content>
internal sealed partial class Checker
{
    // The shop hears of a commit before its client does, so a page is late by one message where none is lost.
    private static readonly TimeSpan PageDelay = TimeSpan.FromMilliseconds(100);

    // Starts that are over when they are looked at say nothing.
    private const int LooksAhead = 4 * 12;

    /// <summary>
    /// A page was read. It is judged where its barber has one owner, nothing goes wrong and nobody writes by hand; in
    /// other runs that is left to the last look.
    /// </summary>
    public void IsShown(Guid barber, HashSet<DateTimeOffset> offered, long askedTicks)
    {
        if (plan.Processes > 1 || plan.HasFaults || plan.Skew > TimeSpan.Zero
            || plan.Items.Any(item => item is WriteByHand))
        {
            return;
        }

        var since = askedTicks - PageDelay.Ticks;
        for (var slot = 0; slot < LooksAhead; slot++)
        {
            var start = shop.StartOf(slot);
            var range = Range(start);
            var taken = database.Occupations(barber).Where(taken => taken.Range.Overlaps(range)).ToList();
            var wasFree = !taken.Any(one => one.SinceTicks <= since && one.UntilTicks >= loop.ElapsedTicks)
                && range.All().All(tick => Works(barber, tick, since) != false);
            var wasTaken = taken.Any(one => one.UntilTicks >= since) || MayBeClosed(barber, start);
            if (offered.Contains(start) ? !wasFree : !wasTaken)
            {
                Fail($"page: {start:HH:mm} of {history.Name(barber)} was not {(wasFree ? "taken" : "free")}");
                return;
            }
        }
    }
}
