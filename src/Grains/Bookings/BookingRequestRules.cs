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
    public const int MaxEmailLength = 254;
    public const int MaxPhoneLength = 40;

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

        Text.Check("client.name", request.Client.Name, Text.MaxName, problems);
        if (request.Client.Email is { } email)
        {
            Text.Check("client.email", email, MaxEmailLength, problems);
            if (!email.AsSpan(1 <= email.Length ? 1 : 0).Contains('@'))
            {
                problems.Add(new("client.email", "must be an e-mail address"));
            }
        }

        if (request.Client.Phone is { } phone)
        {
            Text.Check("client.phone", phone, MaxPhoneLength, problems);
        }

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
