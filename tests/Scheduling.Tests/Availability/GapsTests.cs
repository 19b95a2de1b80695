using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Scheduling.Tests.Availability;

public class GapsTests
{
    [Fact]
    public void Unusable_ticks_are_those_that_a_loop_outwards_finds()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var free = RandomBits.Runs(random, random.Next(0, 6), random.Next(1, 150));
            var from = random.Next(-70, 400);
            var occupied = new TickRange(1_000 + from, 1_000 + from + random.Next(1, 100));
            var shortest = random.Next(0, 140);
            var expected = Naive(free, occupied, shortest);
            var found = Gaps.UnusableTicks(free, 1_000, occupied, shortest);
            Assert.True(expected == found, $"seed {seed}: expected {expected}, found {found}");
        }
    }

    [Fact]
    public void A_rest_that_is_just_long_enough_is_of_use()
    {
        ulong[] free = [0b1111_1111_1111];
        Assert.Equal(0, Gaps.UnusableTicks(free, 0, new TickRange(3, 9), 3));
        Assert.Equal(6, Gaps.UnusableTicks(free, 0, new TickRange(3, 9), 4));
        Assert.Equal(2, Gaps.UnusableTicks(free, 0, new TickRange(2, 7), 4));
        Assert.Equal(0, Gaps.UnusableTicks(free, 0, new TickRange(0, 12), 4));
    }

    private static int Naive(ulong[] free, TickRange occupied, int shortest)
    {
        var before = 0;
        while (RandomBits.IsFree(free, 1_000, occupied.From - before - 1)) before++;
        var after = 0;
        while (RandomBits.IsFree(free, 1_000, occupied.To + after)) after++;
        return (before < shortest ? before : 0) + (after < shortest ? after : 0);
    }
}
