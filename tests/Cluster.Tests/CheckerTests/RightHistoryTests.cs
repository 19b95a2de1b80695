using static BookedBarber.Cluster.Tests.CheckerTests.Tale;

namespace BookedBarber.Cluster.Tests.CheckerTests;

/// <summary>What can be explained is not accused.</summary>
public sealed class RightHistoryTests
{
    [Fact]
    public void Bookings_side_by_side_and_on_two_barbers_are_fine() => Assert.Empty(new Tale()
        .Booked("a", 0, 1, "10:00").Booked("b", 0, 1, "10:30").Booked("c", 0, 1, "10:00", Bob)
        .Row("a", "10:00").Row("b", "10:30").Row("c", "10:00", Bob)
        .Faults());

    [Fact]
    public void A_time_that_was_given_up_is_booked_again() => Assert.Empty(new Tale()
        .Booked("a", 0, 1, "10:00")
        .Cancel("a", Granted(2, 4, Seen("a", "10:00", Ann, "cancelled")))
        .Booked("b", 3, 3.5, "10:00")
        .Row("a", "10:00", status: "cancelled").Row("b", "10:00")
        .Faults());

    [Fact]
    public void A_time_that_was_moved_away_from_is_booked_again() => Assert.Empty(new Tale()
        .Booked("a", 0, 1, "10:00")
        .Move("a", "12:00", Bob, Granted(2, 3, Seen("a", "12:00", Bob)))
        .Booked("b", 4, 5, "10:15")
        .Look("a", Granted(5, 6, Seen("a", "12:00", Bob)))
        .Row("a", "12:00", Bob).Row("b", "10:15")
        .Faults());

    [Fact]
    public void A_request_that_was_repeated_until_it_was_answered_is_one_booking() => Assert.Empty(new Tale()
        .Book("a", "10:00", Ann, false, Open(0, 4), Open(5, 6, 503), Granted(7, 8, Seen("a", "10:00", Ann)))
        .Row("a", "10:00")
        .Faults());

    [Fact]
    public void A_no_is_just_while_another_has_the_time() => Assert.Empty(new Tale()
        .Booked("a", 0, 1, "10:00").TurnedAway("b", 2, 3, "10:15", Ann)
        .Row("a", "10:00")
        .Faults());

    [Fact]
    public void A_no_is_just_when_another_was_on_the_way_in() => Assert.Empty(new Tale()
        .Booked("a", 2, 9, "10:00").TurnedAway("b", 1, 3, "10:00", Ann)
        .Row("a", "10:00")
        .Faults());

    [Fact]
    public void A_no_is_just_when_a_request_that_never_had_an_answer_may_have_the_time() => Assert.Empty(new Tale()
        .Book("a", "10:00", Ann, false, Open(0, 1)).TurnedAway("b", 500, 501, "10:00", Ann)
        .Faults());

    [Fact]
    public void A_no_of_any_barber_is_just_when_each_was_taken() => Assert.Empty(new Tale()
        .Booked("a", 0, 1, "10:00").Booked("b", 0, 1, "10:00", Bob).TurnedAway("c", 2, 3, "10:00")
        .Row("a", "10:00").Row("b", "10:00", Bob)
        .Faults());

    [Theory]
    [InlineData("confirmed")]
    [InlineData("cancelled")]
    public void A_cancellation_that_never_had_an_answer_may_have_happened_or_not(string status) => Assert.Empty(
        new Tale()
            .Booked("a", 0, 1, "10:00").Cancel("a", Open(2, 3))
            .Row("a", "10:00", status: status)
            .Faults());

    [Theory]
    [InlineData("10:00")]
    [InlineData("12:00")]
    public void A_move_that_never_had_an_answer_may_have_happened_or_not(string time) => Assert.Empty(new Tale()
        .Booked("a", 0, 1, "10:00").Move("a", "12:00", Ann, Open(2, 3))
        .Row("a", time)
        .Faults());

    [Theory]
    [InlineData("held")]
    [InlineData("expired")]
    public void A_hold_that_never_had_an_answer_may_be_there_and_may_have_ended(string status) => Assert.Empty(new Tale()
        .Book("a", "10:00", Ann, true, Open(0, 1))
        .Row("a", "10:00", status: status)
        .Faults());

    [Fact]
    public void A_booking_that_never_had_an_answer_may_be_there() => Assert.Empty(new Tale()
        .Book("a", "10:00", null, false, Open(0, 1))
        .Row("a", "10:00", Bob)
        .Faults());

    [Fact]
    public void A_hold_ends_at_its_deadline_and_the_time_is_free() => Assert.Empty(new Tale()
        .Held("a", 0, 1, "10:00", holdEnds: 60)
        .TurnedAway("b", 50, 51, "10:00", Ann)
        .Look("a", Granted(62, 63, Seen("a", "10:00", Ann, "expired")))
        .Booked("c", 62, 63, "10:00")
        .Row("a", "10:00", status: "expired").Row("c", "10:00")
        .Faults());

    [Fact]
    public void A_hold_that_was_confirmed_stays() => Assert.Empty(new Tale()
        .Held("a", 0, 1, "10:00", holdEnds: 60)
        .Confirm("a", Granted(30, 31, Seen("a", "10:00", Ann)))
        .TurnedAway("b", 90, 91, "10:00", Ann)
        .Row("a", "10:00")
        .Faults());

    [Fact]
    public void Whoever_confirms_a_hold_at_its_end_may_be_too_late() => Assert.Empty(new Tale()
        .Held("a", 0, 1, "10:00", holdEnds: 60)
        .Confirm("a", Refused(59.5, 60.5, "hold_expired"))
        .Row("a", "10:00", status: "held")
        .Faults());
}
