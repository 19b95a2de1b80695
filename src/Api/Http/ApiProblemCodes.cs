using System.Collections.Frozen;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Grains.Interfaces.Results;

namespace BookedBarber.Api.Http;

/// <summary>The codes of the front door itself, and the HTTP status of every code.</summary>
public static class ApiProblemCodes
{
    /// <summary>The body is not JSON, or the request is broken in another way.</summary>
    public const string MalformedRequest = "malformed_request";

    /// <summary>A booking needs an <c>Idempotency-Key</c>.</summary>
    public const string IdempotencyKeyRequired = "idempotency_key_required";

    /// <summary>The request needs credentials, or those that it has are nobody's.</summary>
    public const string Unauthorized = "unauthorized";

    /// <summary>The credentials are good, but not for this.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>The caller must set up a second factor first.</summary>
    public const string TwoFactorEnrolmentRequired = "two_factor_enrolment_required";

    /// <summary>The caller has a second factor, and did not show it when this session began.</summary>
    public const string TwoFactorRequired = RefusalCodes.TwoFactorRequired;

    /// <summary>A change by cookie without the token of a page.</summary>
    public const string AntiforgeryFailed = "antiforgery_failed";

    /// <summary>A page about accounts was asked for in the clear, and cookies are for HTTPS alone.</summary>
    public const string HttpsRequired = "https_required";

    /// <summary>More requests than one client may send.</summary>
    public const string TooManyRequests = "too_many_requests";

    /// <summary>The caller owns as many shops as one may.</summary>
    public const string TooManyShops = "too_many_shops";

    /// <summary>The shop has as many open invitations as it may.</summary>
    public const string TooManyInvitations = "too_many_invitations";

    /// <summary>A shop keeps one owner at least.</summary>
    public const string LastOwner = "last_owner";

    /// <summary>The address exists, with other methods.</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>The body is larger than is read.</summary>
    public const string BodyTooLarge = "body_too_large";

    /// <summary>The body is not of the media type that is read here.</summary>
    public const string UnsupportedMediaType = "unsupported_media_type";

    /// <summary>Our own mistake; it is in the log.</summary>
    public const string InternalError = "internal_error";

    private static readonly FrozenDictionary<string, int> Statuses = new Dictionary<string, int>
    {
        [ProblemCodes.NotFound] = StatusCodes.Status404NotFound,
        [ProblemCodes.ValidationFailed] = StatusCodes.Status422UnprocessableEntity,
        [ProblemCodes.SlotTaken] = StatusCodes.Status409Conflict,
        [ProblemCodes.OutsideHours] = StatusCodes.Status422UnprocessableEntity,
        [ProblemCodes.TooSoon] = StatusCodes.Status422UnprocessableEntity,
        [ProblemCodes.TooFar] = StatusCodes.Status422UnprocessableEntity,
        [ProblemCodes.TooLate] = StatusCodes.Status422UnprocessableEntity,
        [ProblemCodes.HoldExpired] = StatusCodes.Status409Conflict,
        [ProblemCodes.InvalidStatus] = StatusCodes.Status409Conflict,
        [ProblemCodes.BookingChanged] = StatusCodes.Status409Conflict,
        [ProblemCodes.IdempotencyMismatch] = StatusCodes.Status422UnprocessableEntity,
        [ProblemCodes.SlugTaken] = StatusCodes.Status409Conflict,
        [ProblemCodes.BarberHasBookings] = StatusCodes.Status409Conflict,
        [ProblemCodes.TooManyKeys] = StatusCodes.Status409Conflict,
        [ProblemCodes.Unavailable] = StatusCodes.Status503ServiceUnavailable,
    }.ToFrozenDictionary();

    /// <summary>The HTTP status of a grain's code.</summary>
    public static int StatusOf(string code) => Statuses[code];

    /// <summary>The code for an HTTP status that the framework answered with.</summary>
    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Unauthorized,
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status404NotFound => ProblemCodes.NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        >= 500 => InternalError,
        _ => MalformedRequest,
    };
}
