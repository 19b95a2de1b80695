using BookedBarber.Accounts.Members;
using BookedBarber.Api.Http;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Access;

/// <summary>Checks the policies of all endpoints.</summary>
public sealed class AccessGuard(Callers callers, ShopAddress address, IGrainFactory grains, ManageTokens tokens)
{
    private const string BookingScheme = "Booking ";

    /// <summary>
    /// Null when the caller may use an endpoint with this policy, and then there is a <see cref="Admission"/>; or the
    /// problem.
    /// </summary>
    public async Task<ApiProblem?> CheckAsync(HttpContext context, AccessPolicy policy)
    {
        if (policy.Kind is AccessKind.Booking or AccessKind.BookingStaff && TokenIn(context, policy) is { } token)
        {
            return await CheckTokenAsync(context, policy, token);
        }

        var (caller, problem) = await callers.IdentifyAsync(context);
        if (problem is not null)
        {
            return problem;
        }

        if (caller is null)
        {
            return policy.Kind is AccessKind.Booking or AccessKind.BookingStaff
                ? AccessProblems.Unauthorized("Booking and the booking's token, or Bearer and a key of its shop.")
                : AccessProblems.Unauthorized("Bearer and an API key or an access token that is valid.");
        }

        if (!policy.BeforeTwoFactor && caller.SignedIn is { LacksTwoFactor: true } person)
        {
            return AccessProblems.LacksTwoFactor(person.Person);
        }

        return policy.Kind switch
        {
            AccessKind.Booking or AccessKind.BookingStaff => await CheckBookingAsync(context, caller),
            AccessKind.Shop => await CheckShopAsync(context, policy, caller),
            AccessKind.Administrator => caller.IsAdministrator
                ? Enter(context, new Admission { Caller = caller })
                : AccessProblems.Forbidden(),
            AccessKind.NewShop => CheckNewShop(context, caller),
            AccessKind.Person => caller.SignedIn is not null
                ? Enter(context, new Admission { Caller = caller })
                : AccessProblems.Forbidden(),
            _ => throw new InvalidOperationException($"There is no way to check {policy.Kind}."),
        };
    }

    private static string? TokenIn(HttpContext context, AccessPolicy policy)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(BookingScheme, StringComparison.OrdinalIgnoreCase)
            ? header[BookingScheme.Length..].Trim()
            : policy.TokenInQuery && context.Request.Query["token"].ToString() is { Length: > 0 } token ? token
            : null;
    }

    private static ApiProblem? Enter(HttpContext context, Admission admission)
    {
        context.Features.Set(admission);
        return null;
    }

    private static ApiProblem? CheckNewShop(HttpContext context, Caller caller) =>
        caller.IsAdministrator || caller.SignedIn is { WithTwoFactor: true }
            ? Enter(context, new Admission { Caller = caller })
            : caller.SignedIn is { } person ? AccessProblems.LacksTwoFactor(person.Person) : AccessProblems.Forbidden();

    private async Task<ApiProblem?> CheckShopAsync(HttpContext context, AccessPolicy policy, Caller caller)
    {
        if (await address.ResolveAsync(context) is not { } shopId)
        {
            return caller.IsAdministrator ? ApiProblem.NotFound("shop") : AccessProblems.Forbidden();
        }

        var isKeyOfShop = caller is { IsKey: true, IsAdministrator: false };
        if (caller.In(shopId) is not { } membership || (isKeyOfShop && !policy.ForKeys))
        {
            return AccessProblems.Forbidden();
        }

        var barber = membership.Role == ShopRole.Barber ? membership.Barber : null;
        if (membership.Role < policy.Minimum && !IsOwnCalendar(context, policy, barber))
        {
            return AccessProblems.Forbidden();
        }

        return await grains.GetGrain<IShopGrain>(shopId.ToString()).GetProfile() is null
            ? ApiProblem.NotFound("shop")
            : Enter(context, new Admission { Caller = caller, Shop = shopId, OnlyBarber = barber });
    }

    private static bool IsOwnCalendar(HttpContext context, AccessPolicy policy, Guid? barber) =>
        policy.BarberValue is { } value
        && barber is { } own
        && Guid.TryParseExact((string?)context.Request.RouteValues[value], "D", out var wanted)
        && wanted == own;

    private async Task<ApiProblem?> CheckBookingAsync(HttpContext context, Caller caller)
    {
        var (booking, problem) = await BookingAsync(context);
        if (booking is null)
        {
            return problem;
        }

        if (caller.In(booking.Shop) is not { } membership
            || (membership.Role == ShopRole.Barber && membership.Barber != booking.Barber))
        {
            return AccessProblems.Forbidden();
        }

        var barber = membership.Role == ShopRole.Barber ? membership.Barber : null;
        return Enter(
            context, new Admission { Caller = caller, Shop = booking.Shop, Booking = booking, OnlyBarber = barber });
    }

    // The token is checked before the booking is looked for: nobody learns which ids exist.
    private async Task<ApiProblem?> CheckTokenAsync(HttpContext context, AccessPolicy policy, string token)
    {
        if (BookingId(context) is not { } id)
        {
            return ApiProblem.NotFound("booking");
        }

        if (!tokens.IsTokenFor(id, token))
        {
            return AccessProblems.Forbidden();
        }

        var (booking, problem) = await BookingAsync(context);
        return booking is null ? problem
            : policy.Kind == AccessKind.BookingStaff ? AccessProblems.Forbidden()
            : Enter(context, new Admission { Shop = booking.Shop, Booking = booking });
    }

    private static Guid? BookingId(HttpContext context) =>
        Guid.TryParseExact((string?)context.Request.RouteValues["id"], "D", out var id) ? id : null;

    private async Task<(BookingMessage? Booking, ApiProblem? Problem)> BookingAsync(HttpContext context)
    {
        if (BookingId(context) is not { } id)
        {
            return (null, ApiProblem.NotFound("booking"));
        }

        var found = await grains.GetGrain<IBookingGrain>(id.ToString()).Get();
        return found.Value is not { } booking ? (null, ApiProblem.From(found.Problem!))
            : context.Request.RouteValues.ContainsKey("shop") && await address.ResolveAsync(context) != booking.Shop
                ? (null, ApiProblem.NotFound("booking"))
            : (booking, null);
    }
}
