using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Shops;
using BookedBarber.Scheduling;
using BookedBarber.Scheduling.Shops;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Grains.Bookings;

/// <summary>What a booking request must look like, whoever it is for.</summary>
internal static class BookingRequestRules
{
    public const int MaxKeyLength = 64;

    public static Problem? Check(BookingRequest request)
    {
        var problems = new List<FieldProblem>();
        if (request.IdempotencyKey is not { Length: >= 1 and <= MaxKeyLength }
            || request.IdempotencyKey.Any(c => c is < ' ' or > '~'))
        {
            problems.Add(new("Idempotency-Key", $"must be 1 to {MaxKeyLength} printable ASCII characters"));
        }

        if (request.Services.Length is < 1 or > ServicePlan.MaxServices)
        {
            problems.Add(new("services", $"must be 1 to {ServicePlan.MaxServices} services"));
        }

        if (!IsBookable(request.Start))
        {
            problems.Add(new("start", "must be a moment that the calendar has"));
        }

        problems.AddRange(request.Client.ToClient().Check());
        Text.CheckLines("notes", request.Notes, Text.MaxNotes, problems);
        return problems.ToProblem();
    }

    /// <summary>Whether a start is one that a calendar can look at: hostile ones lie in the year 1 or 9999.</summary>
    public static bool IsBookable(DateTimeOffset start)
    {
        var date = Instant.FromDateTimeOffset(start).InUtc().Date;
        return date > ShopCalendar.MinDate.PlusDays(2) && date < ShopCalendar.MaxDate.PlusDays(-2);
    }
}
