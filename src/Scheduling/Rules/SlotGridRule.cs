using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Rules;

/// <summary>A visit starts on the shop's grid, by the wall clock.</summary>
/// <remarks>It looks at the calendar, so it comes after the rules that bound the date.</remarks>
public sealed class SlotGridRule : IStartRule
{
    /// <inheritdoc/>
    public RuleResult Check(in StartRequest request)
    {
        var calendar = request.Timeline.Calendar;
        if (Tick.IsAligned(request.Start))
        {
            var day = calendar.Day(calendar.DateOf(request.StartTick));
            if (Bits.IsSet(day.Grid, request.StartTick - day.FirstTick)) return RuleResult.Yes;
        }

        return new RuleResult.Refused(
            RuleCodes.ValidationFailed,
            $"A visit starts at a multiple of {calendar.SlotMinutes} minutes since midnight, shop time.",
            Remedy.CorrectRequest);
    }
}
