using System.Reflection;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Silo.Calls;
using BookedBarber.Silo.Cluster;
using BookedBarber.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization.Invocation;
using Orleans.Storage;

namespace BookedBarber.Silo.Tests.Cluster;

public sealed class RepeatingFilterTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private static readonly BookingRequest Booking = new()
    {
        IdempotencyKey = "key",
        Services = [Guid.CreateVersion7()],
        Start = DateTimeOffset.UnixEpoch,
        Client = new ClientMessage { Name = "Ada" },
    };

    private readonly ManualTimeProvider _clock = new();
    private readonly RepeatingFilter _filter;

    public RepeatingFilterTests() => _filter = new RepeatingFilter(_clock, NullLogger<RepeatingFilter>.Instance);

    public static TheoryData<Exception> FailuresOfTheCluster =>
    [
        new TimeoutException(),
        new SiloUnavailableException(),
        new InconsistentStateException("lost"),
        new OrleansException("Trying to register it on a silo that has left"),
        new OperationCanceledException("Message expired before placement could complete."),
    ];

    [Theory]
    [MemberData(nameof(FailuresOfTheCluster))]
    public async Task What_is_safe_is_repeated_until_there_is_an_answer(Exception failure)
    {
        var call = new Call(nameof(IShopGrain.Book), attempt => attempt <= 3 ? failure : null);

        await RunAsync(call);

        Assert.Equal(4, call.Attempts);
        Assert.Null(call.Response!.Exception);
    }

    [Fact]
    public async Task What_is_not_safe_is_not_repeated()
    {
        var call = new Call(nameof(IShopGrain.AddService), _ => new SiloUnavailableException());

        await RunAsync(call);

        Assert.Equal(1, call.Attempts);
        Assert.IsType<SiloUnavailableException>(call.Response!.Exception);
    }

    [Fact]
    public async Task A_failure_that_the_cluster_has_no_part_in_is_not_repeated()
    {
        var call = new Call(nameof(IShopGrain.Book), _ => new InvalidOperationException("a mistake"));

        await RunAsync(call);

        Assert.Equal(1, call.Attempts);
        Assert.IsType<InvalidOperationException>(call.Response!.Exception);
    }

    [Fact]
    public async Task Whoever_comes_to_no_answer_is_told_so_within_the_deadline()
    {
        var started = _clock.GetTimestamp();
        var call = new Call(nameof(IShopGrain.Book), _ => new SiloUnavailableException());

        await RunAsync(call);

        var elapsed = _clock.GetElapsedTime(started);
        Assert.IsType<SiloUnavailableException>(call.Response!.Exception);
        Assert.True(call.Attempts > 5, $"It was tried {call.Attempts} times.");
        Assert.True(elapsed - Step + RequestCopies.ResponseTimeout <= RequestCopies.RepeatDeadline, $"{elapsed}");
    }

    [Fact]
    public async Task A_failure_that_is_thrown_is_treated_like_one_in_an_answer()
    {
        var call = new Call(nameof(IShopGrain.Book), attempt => attempt == 1 ? new TimeoutException() : null)
        {
            Throws = true,
        };

        await RunAsync(call);

        Assert.Equal(2, call.Attempts);
    }

    [Fact]
    public async Task A_failure_that_is_thrown_is_not_lost_when_the_deadline_passes_while_it_is_looked_at()
    {
        var call = new Call(nameof(IShopGrain.Book), _ => new TimeoutException()) { Throws = true };
        var filter = new RepeatingFilter(
            new HurryingClock(TimeSpan.FromSeconds(4)), NullLogger<RepeatingFilter>.Instance);

        await Assert.ThrowsAsync<TimeoutException>(() => filter.Invoke(call).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Each_copy_of_a_request_to_book_says_until_when_its_caller_waits_for_it()
    {
        var seen = new List<TimeSpan>();
        Call call = null!;
        call = new Call(nameof(IShopGrain.Book), attempt =>
        {
            seen.Add(((BookingRequest)call.Request.GetArgument(0)!).AnswerBy!.Value - _clock.GetUtcNow());
            return attempt < 3 ? new TimeoutException() : null;
        });

        await RunAsync(call);

        Assert.Equal(Enumerable.Repeat(RequestCopies.ResponseTimeout, 3), seen);
    }

    [Fact]
    public async Task Each_copy_says_until_when_the_ones_before_it_may_be_decided()
    {
        var stamps = new List<(DateTimeOffset? Own, DateTimeOffset? Older)>();
        Call call = null!;
        call = new Call(nameof(IShopGrain.Book), attempt =>
        {
            var copy = (BookingRequest)call.Request.GetArgument(0)!;
            stamps.Add((copy.AnswerBy, copy.OlderCopiesUntil));
            return attempt < 3 ? new TimeoutException() : null;
        });

        await RunAsync(call);

        Assert.Equal([null, stamps[0].Own, stamps[1].Own], stamps.Select(stamp => stamp.Older));
    }

    [Fact]
    public async Task Who_comes_back_after_no_answer_is_known_by_the_key_and_by_no_other()
    {
        var unanswered = new Call(nameof(IShopGrain.Book), _ => new InvalidOperationException("a mistake"));
        await RunAsync(unanswered);
        var again = new Call(nameof(IShopGrain.Book), _ => null);
        var another = new Call(nameof(IShopGrain.Book), _ => null)
        {
            Request = OneArgument.Of(Booking with { IdempotencyKey = "another" }),
        };

        await RunAsync(again);
        await RunAsync(another);

        Assert.Equal(
            ((BookingRequest)unanswered.Request.GetArgument(0)!).AnswerBy,
            ((BookingRequest)again.Request.GetArgument(0)!).OlderCopiesUntil);
        Assert.Null(((BookingRequest)another.Request.GetArgument(0)!).OlderCopiesUntil);
    }

    [Fact]
    public async Task Requests_without_an_answer_are_forgotten_after_a_while()
    {
        await RunAsync(new Call(nameof(IShopGrain.Book), _ => new InvalidOperationException("a mistake")));
        foreach (var key in (string[])["one", "two"])
        {
            _clock.Advance(TimeSpan.FromMinutes(6));
            await RunAsync(new Call(nameof(IShopGrain.Book), _ => new InvalidOperationException("a mistake"))
            {
                Request = OneArgument.Of(Booking with { IdempotencyKey = key }),
            });
        }

        var again = new Call(nameof(IShopGrain.Book), _ => null);
        await RunAsync(again);

        Assert.Null(((BookingRequest)again.Request.GetArgument(0)!).OlderCopiesUntil);
    }

    [Fact]
    public async Task A_reschedule_says_so_too()
    {
        var call = new Call(nameof(IShopGrain.Reschedule), _ => null)
        {
            Request = OneArgument.Of(new RescheduleRequest
            {
                BookingId = Guid.CreateVersion7(),
                Start = DateTimeOffset.UnixEpoch,
                AsStaff = false,
                Revision = 1,
            }),
        };

        await RunAsync(call);

        Assert.Equal(
            new ManualTimeProvider().GetUtcNow() + RequestCopies.ResponseTimeout,
            ((RescheduleRequest)call.Request.GetArgument(0)!).AnswerBy);
    }

    // Without a context that the filter would come back to on another thread: so it goes on inside Advance, and the clock
    // stands while it does.
    private Task RunAsync(Call call) => Task.Run(async () =>
    {
        var running = _filter.Invoke(call);
        for (var step = 0; step < 1_000 && !running.IsCompleted; step++)
        {
            _clock.Advance(Step);
        }

        await running.WaitAsync(TimeSpan.FromSeconds(10));
    });

    /// <summary>What a call carries, as far as a filter looks at it.</summary>
    public class OneArgument : DispatchProxy
    {
        private object? _argument;

        public static IInvokable Of(object argument)
        {
            var call = Create<IInvokable, OneArgument>();
            call.SetArgument(0, argument);
            return call;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IInvokable.GetArgumentCount) => 1,
            nameof(IInvokable.GetArgument) => _argument,
            nameof(IInvokable.SetArgument) => _argument = args![1],
            _ => throw new NotSupportedException(targetMethod.Name),
        };
    }

    /// <summary>Each look at it takes as long as this.</summary>
    private sealed class HurryingClock(TimeSpan step) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += step.Ticks;
    }

    /// <summary>A call whose attempts fail as the test says.</summary>
    private sealed class Call(string method, Func<int, Exception?> failureOf) : IOutgoingGrainCallContext
    {
        public int Attempts { get; private set; }

        public bool Throws { get; init; }

        public MethodInfo InterfaceMethod { get; } = typeof(IShopGrain).GetMethod(method)!;

        public Response? Response { get; set; }

        public object? Result { get; set; }

        public IInvokable Request { get; init; } = OneArgument.Of(Booking);

        public object Grain => this;

        public IGrainContext? SourceContext => null;

        public GrainId? SourceId => null;

        public GrainId TargetId => default;

        public GrainInterfaceType InterfaceType => default;

        public string InterfaceName => nameof(IShopGrain);

        public string MethodName => method;

        public Task Invoke()
        {
            var failure = failureOf(++Attempts);
            if (failure is not null && Throws)
            {
                throw failure;
            }

            Response = failure is null ? Response.Completed : Response.FromException(failure);
            return Task.CompletedTask;
        }
    }
}
