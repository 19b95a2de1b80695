using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Web.Book;
using BookedBarber.Web.Texts;

namespace BookedBarber.Api.Pages;

/// <summary>What the API refuses a shop's people, in the reader's language.</summary>
internal static class StaffWords
{
    // Said to clients in the same words.
    private static readonly string[] AsToClients =
    [
        ProblemCodes.TooSoon, ProblemCodes.TooFar, ProblemCodes.IdempotencyMismatch, ProblemCodes.BookingChanged,
        ProblemCodes.InvalidStatus,
    ];

    /// <summary>
    /// By code. Those that a page cannot cause are missing, and so is <c>validation_failed</c>: it names the field.
    /// </summary>
    /// <param name="shop">The shop; null while it is not there yet.</param>
    public static IReadOnlyDictionary<string, string> Refusals(ShopProfile? shop)
    {
        var words = new Dictionary<string, string>
        {
            [ProblemCodes.SlugTaken] = Words.SetupSlugTaken,
            [ProblemCodes.BarberHasBookings] = Words.SetupBarberHasBookings,
            [ProblemCodes.TooManyKeys] = Words.SetupTooMany,
            [ApiProblemCodes.TooManyShops] = Words.SetupTooMany,
            [ApiProblemCodes.TooManyInvitations] = Words.SetupTooMany,
            [ApiProblemCodes.LastOwner] = Words.SetupLastOwner,
            [ApiProblemCodes.BodyTooLarge] = Words.SetupTooLarge,
            [ProblemCodes.NotFound] = Words.StaffGone,
            [ProblemCodes.SlotTaken] = Words.StaffTaken,
            [ProblemCodes.OutsideHours] = Words.StaffOutsideHours,
            [ProblemCodes.HoldExpired] = Words.StaffHoldExpired,
            [ProblemCodes.Unavailable] = Words.ProblemUnavailableText,
            [ApiProblemCodes.InternalError] = Words.ProblemOursText,
            [ApiProblemCodes.Unauthorized] = Words.StaffSignedOut,
            [ApiProblemCodes.Forbidden] = Words.StaffForbidden,
            [ApiProblemCodes.TwoFactorEnrolmentRequired] = Words.StaffTwoFactor,
            [ApiProblemCodes.TwoFactorRequired] = Words.StaffTwoFactor,
            [ApiProblemCodes.AntiforgeryFailed] = Words.StaffOutdated,
            [ApiProblemCodes.TooManyRequests] = Words.StaffTooMany,
        };
        foreach (var code in shop is null ? [] : AsToClients)
        {
            words[code] = Refusal.InWords(Problem.Of(code, ""), shop!);
        }

        return words;
    }
}
