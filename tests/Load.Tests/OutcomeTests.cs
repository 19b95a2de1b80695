using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Load.Tests;

/// <summary>The scripts see what is wrong with a server, and tell outcomes apart.</summary>
public sealed class OutcomeTests
{
    [StandInFact]
    public async Task Smoke_fails_on_a_server_that_answers_500()
    {
        await using var api = await FakeApi.AnsweringAsync(StatusCodes.Status500InternalServerError);

        var (exitCode, said) = await StandIn.RunAsync("smoke.js", vus: 1, iterations: 1, api.Settings);

        Assert.Equal(1, exitCode);
        Assert.Contains("FAIL  it is ready: 0 of 1", said);
        Assert.Contains("FAIL  checks rate==1: 0", said);
        Assert.Contains("FAIL  http_req_failed rate==0: 1", said);
    }

    [StandInFact]
    public async Task A_stampede_fails_when_two_have_won()
    {
        await using var api = await FakeApi.BookingAsync(FakeApi.AcceptAsync);

        var (exitCode, said) = await StandIn.RunAsync("stampede.js", vus: 2, iterations: 2, api.Settings);

        Assert.Equal(1, exitCode);
        Assert.Contains("FAIL  bookings_accepted count==1: 2", said);
        Assert.Contains("FAIL  the start is gone from the page: 0 of 1", said);
    }

    [StandInFact]
    public async Task A_stampede_fails_when_nobody_has_won()
    {
        await using var api = await FakeApi.BookingAsync(context => FakeApi.RefuseAsync(context, "slot_taken"));

        var (exitCode, said) = await StandIn.RunAsync("stampede.js", vus: 2, iterations: 2, api.Settings);

        Assert.Equal(1, exitCode);
        Assert.Contains("FAIL  bookings_accepted count==1: 0", said);
        Assert.Contains("ok    bookings_failed count==0: 0", said);
    }

    [StandInFact]
    public async Task Who_is_told_that_the_time_is_taken_is_refused_and_nothing_has_failed()
    {
        await using var api = await FakeApi.BookingAsync(context => FakeApi.RefuseAsync(context, "slot_taken"));

        var (_, said) = await StandIn.RunAsync("book.js", vus: 1, iterations: 2, api.Settings);

        Assert.Contains("bookings_refused: 2", said);
        Assert.Contains("ok    bookings_failed count==0: 0", said);
        Assert.Contains("ok    http_req_failed rate<0.001: 0", said);
    }

    [StandInFact]
    public async Task Another_conflict_is_a_failure()
    {
        await using var api = await FakeApi.BookingAsync(context => FakeApi.RefuseAsync(context, "something_else"));

        var (exitCode, said) = await StandIn.RunAsync("book.js", vus: 1, iterations: 2, api.Settings);

        Assert.Equal(1, exitCode);
        Assert.Contains("bookings_refused: 0", said);
        Assert.Contains("FAIL  bookings_failed count==0: 2", said);
    }

    [StandInTheory]
    [InlineData("book.js")]
    [InlineData("soak.js")]
    [InlineData("crowd.js")]
    public async Task Who_is_told_to_come_back_comes_back_with_the_same_key(string script)
    {
        var attempts = new ConcurrentDictionary<string, int>();
        await using var api = await FakeApi.BookingAsync(context =>
        {
            var key = context.Request.Headers["Idempotency-Key"].Single()!;
            if (attempts.AddOrUpdate(key, 1, (_, before) => before + 1) == 3)
            {
                return FakeApi.AcceptAsync(context);
            }

            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "0";
            return Task.CompletedTask;
        });

        var (_, said) = await StandIn.RunAsync(script, vus: 1, iterations: 2, api.Settings);

        Assert.Equal([3, 3], attempts.Values);
        Assert.Contains("bookings_accepted: 2", said);
        Assert.Contains("bookings_failed: 0", said);
        Assert.Contains("requests_repeated: 4", said);
    }

    [StandInFact]
    public async Task A_server_that_stays_away_is_a_failure_in_the_end()
    {
        await using var api = await FakeApi.BookingAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "0";
            return Task.CompletedTask;
        });

        var (exitCode, said) = await StandIn.RunAsync("book.js", vus: 1, iterations: 1, api.Settings);

        Assert.Equal(1, exitCode);
        Assert.Contains("FAIL  bookings_failed count==0: 1", said);
        Assert.Contains("FAIL  http_req_failed rate<0.001: ", said);
    }
}
