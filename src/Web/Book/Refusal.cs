using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Web.Texts;

namespace BookedBarber.Web.Book;

/// <summary>Refusals in the reader's language.</summary>
public static class Refusal
{
    /// <summary>What to say of a refusal that is not about one field.</summary>
    public static string InWords(Problem problem, ShopProfile shop) => problem.Code switch
    {
        ProblemCodes.OutsideHours => Words.RefusedOutsideHours,
        ProblemCodes.TooSoon when shop.Policy.MinNoticeMinutes == 0 => Words.RefusedTooSoonPast,
        ProblemCodes.TooSoon =>
            Format.Of(Words.RefusedTooSoon, Format.LengthInWords(shop.Policy.MinNoticeMinutes)),
        ProblemCodes.TooFar => Format.Of(Words.RefusedTooFar, shop.Policy.HorizonDays),
        ProblemCodes.TooLate => Words.TooLate,
        ProblemCodes.IdempotencyMismatch => Words.RefusedMismatch,
        ProblemCodes.BookingChanged or ProblemCodes.InvalidStatus or ProblemCodes.HoldExpired =>
            Words.ChangedMeanwhile,
        ProblemCodes.Unavailable => Words.ProblemUnavailableText,
        _ => Format.Of(Words.RefusedOther, problem.Detail),
    };
}
