using BookedBarber.Grains.Failures;
using BookedBarber.Ledger;
using Npgsql;

namespace BookedBarber.Grains.Tests;

public sealed class UnavailabilityTests
{
    [Fact]
    public void What_callers_are_told_carries_no_exception_that_another_process_may_not_know()
    {
        var cause = new NpgsqlException("Exception while reading from stream", new IOException());

        var told = Unavailability.Of(cause);

        Assert.True(LedgerUnavailableException.IsMeantBy(cause));
        Assert.Equal(cause.Message, told.Message);
        Assert.Null(told.InnerException);
    }
}
