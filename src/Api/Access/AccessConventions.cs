using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Api.Pages;

namespace BookedBarber.Api.Access;

/// <summary>How endpoints say who may use them.</summary>
public static class AccessConventions
{
    private const string AccountPage = "/account";
    private const string SignInPage = "/account/sign-in";
    private const string TwoFactorPage = "/account/two-factor";

    /// <summary>Says who may use an endpoint; of several, what stands nearest to the endpoint counts.</summary>
    public static TBuilder RequireAccess<TBuilder>(this TBuilder builder, AccessPolicy policy)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(policy));
        return builder;
    }

    /// <summary>
    /// Puts the guard and the rate limits before the endpoints of a group, and tells caches to keep nothing of what is
    /// guarded. Those that are open and not limited stay as they are, so that they cost nothing.
    /// </summary>
    public static RouteGroupBuilder Guarded(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Finally(static endpoint =>
        {
            var policy = endpoint.Metadata.OfType<AccessPolicy>().LastOrDefault()
                ?? throw new InvalidOperationException($"{endpoint.DisplayName} does not say RequireAccess.");
            var limits = endpoint.ApplicationServices.GetRequiredService<RouteLimits>();
            var answer = endpoint.RequestDelegate!;
            if (policy.Kind is not (AccessKind.Open or AccessKind.BookingLink or AccessKind.FeedLink))
            {
                answer = Behind(policy, answer);
            }

            var limit = endpoint.Metadata.OfType<RouteClass>().LastOrDefault();
            endpoint.RequestDelegate = limits.Before(limit, answer);
        });
        return group;
    }

    private static RequestDelegate Behind(AccessPolicy policy, RequestDelegate answer) => async context =>
    {
        // Unless the endpoint says something else.
        context.Response.Headers.CacheControl = "no-store";
        var guard = context.RequestServices.GetRequiredService<AccessGuard>();
        if (await guard.CheckAsync(context, policy) is { } problem)
        {
            await RefuseAsync(context, policy, problem);
            return;
        }

        await answer(context);
    };

    private static Task RefuseAsync(HttpContext context, AccessPolicy policy, ApiProblem problem)
    {
        var page = !policy.IsPage ? null
            : problem.Status == StatusCodes.Status401Unauthorized ? SignInPage
            : problem.Code == ApiProblemCodes.TwoFactorRequired ? SignInPage
            : problem.Code == ApiProblemCodes.TwoFactorEnrolmentRequired ? TwoFactorPage
            : null;
        if (page is null)
        {
            return (policy.IsPage ? problem.ToAnswer(context) : problem.ToResult()).ExecuteAsync(context);
        }

        // Nobody comes back to the address of a form: it takes no GET, and what was filled in is gone.
        var request = context.Request;
        var back = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : AccountPage;
        context.Response.Redirect($"{page}?return={Uri.EscapeDataString(request.PathBase + back)}");
        return Task.CompletedTask;
    }
}
