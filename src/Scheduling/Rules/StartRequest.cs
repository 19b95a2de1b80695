using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Shops;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Scheduling.Rules;

/// <summary>A wanted start, and all that the rules may look at.</summary>
public readonly struct StartRequest
{
    /// <summary>Gathers what the rules look at.</summary>
    /// <param name="timeline">The barber's time.</param>
    /// <param name="policy">The shop's policy; its grid is the one of the timeline's calendar.</param>
    /// <param name="shape">How long the visit takes.</param>
    /// <param name="start">When the client wants to come.</param>
    /// <param name="now">The moment at which it is decided.</param>
    public StartRequest(Timeline timeline, ShopPolicy policy, ServiceShape shape, Instant start, Instant now)
    {
        Timeline = timeline;
        Policy = policy;
        Shape = shape;
        Start = start;
        Window = BookingWindow.At(now, timeline.Calendar, policy);
    }

    /// <summary>The barber's time.</summary>
    public Timeline Timeline { get; }

    /// <summary>The shop's policy.</summary>
    public ShopPolicy Policy { get; }

    /// <summary>How long the visit takes.</summary>
    public ServiceShape Shape { get; }

    /// <summary>When the client wants to come; any instant, on a tick or not.</summary>
    public Instant Start { get; }

    /// <summary>What notice and horizon allow.</summary>
    public BookingWindow Window { get; }

    /// <summary>The tick that contains the start.</summary>
    public int StartTick => Tick.Containing(Start);

    /// <summary>The ticks that the visit would take from the barber.</summary>
    public TickRange Occupied => Shape.Occupied(StartTick);
}
