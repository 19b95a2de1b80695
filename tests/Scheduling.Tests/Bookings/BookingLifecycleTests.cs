using BookedBarber.Scheduling.Bookings;
using BookedBarber.Scheduling.Rules;

namespace BookedBarber.Scheduling.Tests.Bookings;

public class BookingLifecycleTests
{
    // Columns: confirm, check-in, complete, no-show, cancel, expire, reschedule.
    // A name: moves to that status. "=": already there. "-": not possible.
    private static readonly string[] Table =
    [
        "held       | confirmed  -          -         -       cancelled expired held",
        "confirmed  | =          checked-in -         no-show cancelled -       confirmed",
        "checked-in | -          =          completed -       -         -       -",
        "completed  | -          -          =         -       -         -       -",
        "expired    | -          -          -         -       -         =       -",
        "cancelled  | -          -          -         -       =         -       -",
        "no-show    | -          -          -         =       -         -       -",
    ];

    [Fact]
    public void Every_status_answers_every_action_as_the_table_says()
    {
        Assert.Equal(Enum.GetValues<BookingStatus>().Length, Table.Length);
        foreach (var row in Table)
        {
            var words = row.Split([' ', '|'], StringSplitOptions.RemoveEmptyEntries);
            Assert.True(BookingStatusNames.TryParse(words[0], out var status));
            Assert.Equal(Enum.GetValues<BookingAction>().Length, words.Length - 1);
            foreach (var action in Enum.GetValues<BookingAction>())
                Assert.Equal((action, words[1 + (int)action]), (action, Word(BookingLifecycle.Apply(status, action))));
        }
    }

    [Fact]
    public void An_end_allows_nothing_and_every_other_status_something()
    {
        foreach (var status in Enum.GetValues<BookingStatus>())
        {
            var moves = Enum.GetValues<BookingAction>()
                .Any(action => BookingLifecycle.Apply(status, action) is LifecycleResult.Moved);
            Assert.Equal(status.IsEnd(), !moves);
        }
    }

    [Fact]
    public void No_action_brings_time_back_that_was_given_up()
    {
        foreach (var status in Enum.GetValues<BookingStatus>().Where(status => !status.Occupies()))
        {
            foreach (var action in Enum.GetValues<BookingAction>())
                Assert.False(BookingLifecycle.Apply(status, action) is LifecycleResult.Moved);
        }
    }

    [Fact]
    public void What_is_no_action_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BookingLifecycle.Apply(BookingStatus.Held, (BookingAction)99));

    [Fact]
    public void The_status_rule_refuses_exactly_what_is_not_possible()
    {
        foreach (var status in Enum.GetValues<BookingStatus>())
        {
            foreach (var action in Enum.GetValues<BookingAction>())
            {
                var possible = BookingLifecycle.Apply(status, action) is not LifecycleResult.NotPossible;
                var result = StatusRule.Check(status, action);
                Assert.Equal(possible, result.IsAllowed);
                if (result is RuleResult.Refused refused) Assert.Equal(RuleCodes.InvalidStatus, refused.Code);
            }
        }
    }

    [Fact]
    public void Names_read_back_and_nothing_else_is_a_name()
    {
        foreach (var status in Enum.GetValues<BookingStatus>())
        {
            Assert.True(BookingStatusNames.TryParse(status.Name(), out var read));
            Assert.Equal(status, read);
        }

        foreach (var name in new[] { null, "", "Held", "checkedin", "held " })
            Assert.False(BookingStatusNames.TryParse(name, out _));
    }

    private static string Word(LifecycleResult result) => result switch
    {
        LifecycleResult.Moved moved => moved.To.Name(),
        LifecycleResult.AlreadyThere => "=",
        _ => "-",
    };
}
