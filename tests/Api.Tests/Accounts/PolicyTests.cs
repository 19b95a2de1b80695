using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BookedBarber.Accounts.Members;
using BookedBarber.Api.Access;
using BookedBarber.TestKit.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>Every endpoint of the running program says who may use it, and nobody else can.</summary>
public sealed class PolicyTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task Every_endpoint_has_a_policy()
    {
        await using var api = await HostedApi.StartAsync(postgres);

        Assert.True(api.Endpoints.Count > 40, $"There are only {api.Endpoints.Count} endpoints.");
        Assert.Empty(api.Endpoints.Where(endpoint => PolicyOf(endpoint) is null).Select(Name));
    }

    [PostgresFact]
    public async Task No_endpoint_lets_in_whom_its_policy_does_not_name()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        var mine = await TestShop.OpenAsync(api.Administrator, new ShopPlan { Barbers = 2 });
        var yours = await TestShop.OpenAsync(api.Administrator);
        var booking = await mine.BookAsync(mine.At(3, "10:00"), mine.Barbers[0]);
        var other = await mine.BookAsync(mine.At(3, "12:00"), mine.Barbers[0]);
        var (_, stranger) = await api.AddPersonAsync();
        var (_, owner) = await api.AddPersonAsync(membership: new Membership(yours.Id, ShopRole.Owner, null));
        var (_, barber) = await api.AddPersonAsync(
            withTwoFactor: false, new Membership(mine.Id, ShopRole.Barber, mine.Barbers[1]));
        var (_, manager) = await api.AddPersonAsync(
            withTwoFactor: false, new Membership(mine.Id, ShopRole.Manager, null));
        var (_, unenrolled) = await api.AddPersonAsync(
            withTwoFactor: false, new Membership(mine.Id, ShopRole.Owner, null));
        (string Name, ApiClient Client, Func<AccessPolicy, string?> Refusal)[] callers =
        [
            ("nobody", api.Anonymous, policy => policy.Kind == AccessKind.Open ? null : "unauthorized"),
            ("a key of nobody", api.Anonymous.WithKey(mine.Key[..^2] + "00"),
                policy => policy.Kind == AccessKind.Open ? null : "unauthorized"),
            ("another shop's key", yours.Staff, policy => policy.Kind == AccessKind.Open ? null : "forbidden"),
            ("another shop's owner", owner, policy => IsOfShop(policy) || policy.Kind == AccessKind.Administrator
                ? "forbidden" : null),
            ("a person of no shop", stranger, policy => IsOfShop(policy) || policy.Kind == AccessKind.Administrator
                ? "forbidden" : null),
            ("another booking's token", api.Anonymous.WithToken(other.ManageToken), RefusalOfToken),
            ("another barber", barber, policy => policy.Kind switch
            {
                AccessKind.Booking or AccessKind.BookingStaff or AccessKind.Administrator => "forbidden",
                AccessKind.Shop => policy.Minimum > ShopRole.Barber ? "forbidden" : null,
                AccessKind.NewShop => "two_factor_enrolment_required",
                _ => null,
            }),
            ("a manager", manager, policy => policy.Kind switch
            {
                AccessKind.Administrator => "forbidden",
                AccessKind.Shop => policy.Minimum > ShopRole.Manager ? "forbidden" : null,
                AccessKind.NewShop => "two_factor_enrolment_required",
                _ => null,
            }),
            ("an owner without a second factor", unenrolled, policy =>
                policy.Kind == AccessKind.Open || policy.BeforeTwoFactor ? null : "two_factor_enrolment_required"),
        ];

        var wrong = new List<string>();
        foreach (var endpoint in api.Endpoints)
        {
            foreach (var (name, client, refusal) in callers)
            {
                var policy = PolicyOf(endpoint)!;
                var expected = policy.Kind switch
                {
                    AccessKind.BookingLink => "not_found",
                    AccessKind.FeedLink => "forbidden",
                    _ => refusal(policy),
                };
                var isStream = Name(endpoint).Contains("stream", StringComparison.Ordinal);
                if (expected is null && (isStream || (name == "a manager" && policy.Kind != AccessKind.Open)))
                {
                    // They may, and would: cancel the booking, say. A stream would have no end.
                    continue;
                }

                var answer = await client.SendAsync(MethodOf(endpoint), PathOf(endpoint, mine, booking), Body(endpoint));
                if (IsGuarded(policy) && answer.Header("Cache-Control") is null)
                {
                    wrong.Add($"{name}: {Name(endpoint)}: may be kept by caches: {answer}");
                }

                if (expected is null ? answer.Status is 401 or 403 : !IsRefused(answer, policy, expected))
                {
                    wrong.Add($"{name}: {Name(endpoint)}: expected {expected ?? "to be let in"}, got {answer}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal("confirmed", Booked.From((await mine.Staff.GetAsync($"/v1/bookings/{booking.Id}")).Expect(200)).Status);
        Assert.Equal(2, (await mine.Anonymous.GetAsync(mine.Path)).Expect(200)["barbers"].GetArrayLength());
    }

    [PostgresFact]
    public async Task A_cookie_does_for_reading_and_changes_need_the_token_of_a_page()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        var shop = await TestShop.OpenAsync(api.Administrator);
        var (user, _) = await api.AddPersonAsync(membership: new Membership(shop.Id, ShopRole.Owner, null));
        var signedIn = (await api.Anonymous.GetAsync($"/test/sign-in/{user}")).Expect(200);
        Assert.Contains("samesite=lax; httponly", signedIn.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
        var cookie = CookieOf(signedIn);
        var form = (await api.Anonymous.GetAsync("/test/form", ("Cookie", cookie))).Expect(200);
        var both = $"{cookie}; {CookieOf(form)}";
        var services = $"{shop.Path}/services";

        (await api.Anonymous.GetAsync("/v1/account", ("Cookie", cookie))).Expect(200);
        (await api.Anonymous.GetAsync($"{shop.Path}/audit", ("Cookie", cookie))).Expect(200);
        (await api.Anonymous.PostAsync(services, Bodies.Service(), ("Cookie", cookie)))
            .ExpectProblem(403, "antiforgery_failed");
        (await api.Anonymous.PostAsync(services, Bodies.Service(), ("Cookie", both)))
            .ExpectProblem(403, "antiforgery_failed");
        (await api.Anonymous.PostAsync(services, Bodies.Service(), ("Cookie", both), ("X-CSRF-Token", form.Text)))
            .Expect(201);
        (await api.Anonymous.GetAsync("/v1/account", ("Cookie", cookie[..^4]))).ExpectProblem(401, "unauthorized");

        var change = new JsonObject { ["current"] = "correct horse battery", ["password"] = "another password" };
        var changed = await api.Anonymous.PostAsync(
            "/v1/account/password", change, ("Cookie", both), ("X-CSRF-Token", form.Text));
        changed.Expect(204);
        Assert.Contains("; expires=", changed.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
        (await api.Anonymous.GetAsync("/v1/account", ("Cookie", cookie))).ExpectProblem(401, "unauthorized");
        (await api.Anonymous.GetAsync("/v1/account", ("Cookie", CookieOf(changed)))).Expect(200);
    }

    [PostgresFact]
    public async Task A_front_door_that_remembers_somebody_from_before_a_change_takes_the_cookie_from_after_it()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        await using var another = await api.StartAnotherAsync();
        var (user, _) = await api.AddPersonAsync(withTwoFactor: false);
        var old = CookieOf((await api.Anonymous.GetAsync($"/test/sign-in/{user}")).Expect(200));
        var form = (await api.Anonymous.GetAsync("/test/form", ("Cookie", old))).Expect(200);
        (await another.Anonymous.GetAsync("/v1/account", ("Cookie", old))).Expect(200);

        var changed = await api.Anonymous.PostAsync(
            "/v1/account/password",
            new JsonObject { ["current"] = "correct horse battery", ["password"] = "another password" },
            ("Cookie", $"{old}; {CookieOf(form)}"),
            ("X-CSRF-Token", form.Text));
        var after = await another.Anonymous.GetAsync(
            "/v1/account", ("Cookie", CookieOf(changed.Expect(204))));

        after.Expect(200);
        Assert.Null(after.Header("Set-Cookie"));
        (await another.Anonymous.GetAsync("/v1/account", ("Cookie", old))).ExpectProblem(401, "unauthorized");
    }

    [PostgresFact]
    public async Task A_NUL_in_the_form_of_a_page_is_refused_and_no_mistake_of_ours()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        var page = (await api.Anonymous.GetAsync("/account/sign-in", ("Accept", "text/html"))).Expect(200);
        var token = Regex.Match(page.Text, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        Assert.NotEmpty(token);
        using var form = new StringContent(
            $"__RequestVerificationToken={token}&email=ada\0@example.org&password=correct-horse-battery",
            Encoding.UTF8,
            "application/x-www-form-urlencoded");

        var answer = await api.Anonymous.SendAsync(
            HttpMethod.Post, "/account/sign-in", form, ("Cookie", CookieOf(page)), ("Accept", "text/html"));

        Assert.Contains("No account has this", answer.Expect(422).Text, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Kept_mails_are_shown_to_who_sits_at_the_machine_and_to_nobody_else()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        (await api.Anonymous.GetAsync("/mail", ("Accept", "text/html"))).Expect(200);
        var endpoint = api.Endpoints.Single(endpoint => endpoint.RoutePattern.RawText == "/mail");
        await using var scope = api.Get<IServiceScopeFactory>().CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.7");

        await endpoint.RequestDelegate!(context);

        Assert.Equal(404, context.Response.StatusCode);
    }

    // Whoever is nobody yet is led from a page to where that can be changed.
    private static bool IsRefused(Answer answer, AccessPolicy policy, string code) =>
        policy.IsPage && code != "forbidden"
            ? answer.Status == 302 && answer.Header("Location")!.StartsWith("/account/", StringComparison.Ordinal)
            : answer.Code == code;

    private static string CookieOf(Answer answer) => answer.Header("Set-Cookie")!.Split(';')[0];

    private static string? RefusalOfToken(AccessPolicy policy) => policy.Kind switch
    {
        AccessKind.Open => null,
        AccessKind.Booking or AccessKind.BookingStaff => "forbidden",
        _ => "unauthorized",
    };

    private static bool IsGuarded(AccessPolicy policy) =>
        policy.Kind is not (AccessKind.Open or AccessKind.BookingLink or AccessKind.FeedLink);

    private static bool IsOfShop(AccessPolicy policy) =>
        policy.Kind is AccessKind.Shop or AccessKind.Booking or AccessKind.BookingStaff;

    private static AccessPolicy? PolicyOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.OfType<AccessPolicy>().LastOrDefault()
        ?? (IsOfTest(endpoint) ? AccessPolicy.Open : null);

    private static bool IsOfTest(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText!.StartsWith("/test/", StringComparison.Ordinal);

    private static string Name(RouteEndpoint endpoint) => $"{MethodOf(endpoint)} {endpoint.RoutePattern.RawText}";

    private static HttpMethod MethodOf(RouteEndpoint endpoint) =>
        new(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET");

    private static StringContent? Body(RouteEndpoint endpoint) => MethodOf(endpoint) == HttpMethod.Get
        ? null
        : new StringContent("{}", Encoding.UTF8, "application/json");

    private static string PathOf(RouteEndpoint endpoint, TestShop shop, Booked booking)
    {
        var path = $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}";
        var id = path.Contains("/bookings/", StringComparison.Ordinal) ? booking.Id
            : path.Contains("/services/", StringComparison.Ordinal) ? shop.Service
            : path.Contains("/barbers/", StringComparison.Ordinal) ? shop.Barbers[0]
            : Guid.NewGuid();
        return path
            .Replace("{shop}", $"{shop.Id}", StringComparison.Ordinal)
            .Replace("{id}", $"{id}", StringComparison.Ordinal)
            .Replace("{user}", $"{Guid.NewGuid()}", StringComparison.Ordinal)
            .Replace("{code}", "de", StringComparison.Ordinal)
            .Replace("{calendar}", $"{Guid.NewGuid()}", StringComparison.Ordinal)
            .Replace("{timeOff}", $"{Guid.NewGuid()}", StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal);
    }
}
