using BookedBarber.Cluster.Tests.Checking;
using static BookedBarber.Cluster.Tests.CheckerTests.Tale;

namespace BookedBarber.Cluster.Tests.CheckerTests;

/// <summary>Each kind of violation is found.</summary>
public sealed class WrongHistoryTests
{
    [Fact]
    public void Two_live_bookings_at_one_time() => Finds(Fault.Overlap, new Tale()
        .Booked("a", 0, 1, "10:00").Booked("b", 5, 6, "10:15")
        .Row("a", "10:00").Row("b", "10:15"));

    [Fact]
    public void A_booking_granted_and_given_up_again_while_another_had_the_time() => Finds(Fault.Overlap, new Tale()
        .Booked("a", 0, 1, "10:00")
        .Booked("b", 5, 6, "10:00")
        .Cancel("b", Granted(6, 7, Seen("b", "10:00", Ann, "cancelled")))
        .Cancel("a", Granted(20, 21, Seen("a", "10:00", Ann, "cancelled")))
        .Row("a", "10:00", status: "cancelled").Row("b", "10:00", status: "cancelled"));

    [Fact]
    public void A_move_onto_somebody_else() => Finds(Fault.Overlap, new Tale()
        .Booked("a", 0, 1, "10:00").Booked("b", 0, 1, "12:00")
        .Move("b", "10:15", Ann, Granted(5, 6, Seen("b", "10:15", Ann)))
        .Row("a", "10:00").Row("b", "10:15"));

    [Fact]
    public void A_booking_on_a_hold() => Finds(Fault.Overlap, new Tale()
        .Held("a", 0, 1, "10:00", holdEnds: 60).Booked("b", 30, 31, "10:00")
        .Row("a", "10:00", status: "expired").Row("b", "10:00"));

    [Fact]
    public void A_granted_booking_without_a_row() => Finds(Fault.Lost, new Tale()
        .Booked("a", 0, 1, "10:00"));

    [Theory]
    [InlineData("cancelled", "10:00")]
    [InlineData("confirmed", "11:00")]
    public void A_granted_booking_with_another_state(string status, string time) => Finds(Fault.Lost, new Tale()
        .Booked("a", 0, 1, "10:00")
        .Row("a", time, status: status));

    [Fact]
    public void A_granted_booking_at_another_barber() => Finds(Fault.Lost, new Tale()
        .Booked("a", 0, 1, "10:00")
        .Row("a", "10:00", Bob));

    [Fact]
    public void A_granted_cancellation_that_is_undone() => Finds(Fault.Lost, new Tale()
        .Booked("a", 0, 1, "10:00").Cancel("a", Granted(2, 3, Seen("a", "10:00", Ann, "cancelled")))
        .Row("a", "10:00"));

    [Fact]
    public void A_granted_move_that_is_undone() => Finds(Fault.Lost, new Tale()
        .Booked("a", 0, 1, "10:00").Move("a", "12:00", Ann, Granted(2, 3, Seen("a", "12:00", Ann)))
        .Row("a", "10:00"));

    [Fact]
    public void A_confirmed_hold_that_expires() => Finds(Fault.Lost, new Tale()
        .Held("a", 0, 1, "10:00", holdEnds: 60).Confirm("a", Granted(30, 31, Seen("a", "10:00", Ann)))
        .Row("a", "10:00", status: "expired"));

    [Fact]
    public void A_hold_that_expires_before_its_deadline() => Finds(Fault.Lost, new Tale { ReadAt = 30 }
        .Held("a", 0, 1, "10:00", holdEnds: 60)
        .Row("a", "10:00", status: "expired"));

    [Fact]
    public void A_hold_that_is_seen_after_its_deadline() => Finds(Fault.Lost, new Tale()
        .Held("a", 0, 1, "10:00", holdEnds: 60)
        .Look("a", Granted(70, 71, Seen("a", "10:00", Ann, "held", 60)))
        .Row("a", "10:00", status: "expired"));

    [Fact]
    public void A_look_that_shows_the_time_before_the_last() => Finds(Fault.Lost, new Tale()
        .Booked("a", 0, 1, "10:00").Move("a", "12:00", Ann, Granted(2, 3, Seen("a", "12:00", Ann)))
        .Look("a", Granted(4, 5, Seen("a", "10:00", Ann)))
        .Row("a", "12:00"));

    [Fact]
    public void A_move_that_arrives_late_once_more_is_one_violation_and_no_more() => Assert.Equal([Fault.Lost], new Tale()
        .Booked("a", 0, 1, "10:00")
        .Move("a", "12:00", Ann, Open(2, 6), Granted(7, 8, Seen("a", "12:00", Ann)))
        .Move("a", "14:00", Ann, Granted(9, 10, Seen("a", "14:00", Ann)))
        .Look("a", Granted(12, 13, Seen("a", "12:00", Ann)))
        .TurnedAway("b", 14, 15, "12:00", Ann)
        .Booked("c", 16, 17, "14:00")
        .Cancel("a", Granted(18, 19, Seen("a", "12:00", Ann, "cancelled")))
        .Row("a", "12:00", status: "cancelled").Row("c", "14:00")
        .Faults());

    [Fact]
    public void A_key_with_two_rows() => Finds(Fault.KeyTwice, new Tale()
        .Booked("a", 0, 1, "10:00")
        .Row("a", "10:00").Row("a", "11:00", id: "other"));

    [Fact]
    public void A_key_with_two_answers() => Finds(Fault.KeyTwice, new Tale()
        .Book(
            "a", "10:00", Ann, false, Granted(0, 1, Seen("a", "10:00", Ann)), Granted(0, 2, Seen("b", "10:00", Ann)))
        .Row("a", "10:00"));

    [Fact]
    public void A_key_that_is_refused_after_it_was_granted() => Finds(Fault.KeyTwice, new Tale()
        .Book("a", "10:00", Ann, false, Granted(0, 1, Seen("a", "10:00", Ann)), Refused(2, 3))
        .Row("a", "10:00"));

    [Fact]
    public void Two_keys_with_one_booking() => Finds(Fault.KeyTwice, new Tale()
        .Booked("a", 0, 1, "10:00").Book("b", "10:00", Ann, false, Granted(2, 3, Seen("a", "10:00", Ann)))
        .Row("a", "10:00"));

    [Fact]
    public void A_no_for_a_start_that_was_never_taken() => Finds(Fault.UnjustRefusal, new Tale()
        .TurnedAway("a", 0, 1, "10:00", Ann));

    [Fact]
    public void A_no_for_a_start_that_was_given_back_before() => Finds(Fault.UnjustRefusal, new Tale()
        .Booked("a", 0, 1, "10:00").Cancel("a", Granted(2, 3, Seen("a", "10:00", Ann, "cancelled")))
        .TurnedAway("b", 5, 6, "10:00", Ann)
        .Row("a", "10:00", status: "cancelled"));

    [Fact]
    public void A_no_for_a_start_that_was_taken_only_later() => Finds(Fault.UnjustRefusal, new Tale()
        .TurnedAway("b", 0, 1, "10:00", Ann).Booked("a", 2, 3, "10:00")
        .Row("a", "10:00"));

    [Fact]
    public void A_no_of_any_barber_while_one_was_free() => Finds(Fault.UnjustRefusal, new Tale()
        .Booked("a", 0, 1, "10:00").TurnedAway("b", 2, 3, "10:00")
        .Row("a", "10:00"));

    [Fact]
    public void A_move_that_is_refused_because_of_the_booking_itself() => Finds(Fault.UnjustRefusal, new Tale()
        .Booked("a", 0, 1, "10:00").Move("a", "10:15", Ann, Refused(2, 3))
        .Row("a", "10:00"));

    [Fact]
    public void A_no_for_the_time_of_a_hold_that_has_ended() => Finds(Fault.UnjustRefusal, new Tale()
        .Held("a", 0, 1, "10:00", holdEnds: 60).TurnedAway("b", 65, 66, "10:00", Ann)
        .Row("a", "10:00", status: "expired"));

    [Fact]
    public void A_no_with_a_row() => Assert.Equal([Fault.RefusedButDone], new Tale()
        .Booked("a", 0, 1, "10:00").Book("b", "10:00", Ann, false, Open(2, 6), Refused(7, 8))
        .Cancel("a", Granted(9, 10, Seen("a", "10:00", Ann, "cancelled")))
        .TurnedAway("c", 20, 21, "10:00", Ann)
        .Row("a", "10:00", status: "cancelled").Row("b", "10:00")
        .Faults());

    [Fact]
    public void A_row_that_nobody_asked_for() => Finds(Fault.Unasked, new Tale().Row("a", "10:00"));

    [Fact]
    public void A_row_that_was_asked_for_otherwise() => Finds(Fault.Unasked, new Tale()
        .Book("a", "10:00", Ann, false, Open(0, 1))
        .Row("a", "11:00"));

    [Fact]
    public void A_booking_at_another_time_than_was_asked_for() => Finds(Fault.WrongAnswer, new Tale()
        .Book("a", "10:00", Ann, false, Granted(0, 1, Seen("a", "10:15", Ann)))
        .Row("a", "10:15"));

    [Fact]
    public void A_booking_that_cannot_be_found_any_more() => Finds(Fault.WrongAnswer, new Tale()
        .Booked("a", 0, 1, "10:00").Look("a", Refused(2, 3, "not_found", 404))
        .Row("a", "10:00"));

    [Fact]
    public void A_cancellation_that_is_refused_for_no_reason() => Finds(Fault.WrongAnswer, new Tale()
        .Booked("a", 0, 1, "10:00").Cancel("a", Refused(2, 3, "invalid_status"))
        .Row("a", "10:00"));

    [Fact]
    public void A_mistake_of_the_server_even_if_the_repetition_is_granted() => Finds(Fault.WrongAnswer, new Tale()
        .Book("a", "10:00", Ann, false, Open(0, 1, 500), Granted(2, 3, Seen("a", "10:00", Ann)))
        .Row("a", "10:00"));

    private static void Finds(Fault fault, Tale tale) => Assert.Contains(fault, tale.Faults());
}
