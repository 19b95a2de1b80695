using BookedBarber.TestKit.Client;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>Accounts outside development, where HTTPS ends before the program or is not there.</summary>
public sealed class PlainHttpTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly (string, string) Page = ("Accept", "text/html");

    [PostgresFact]
    public async Task Behind_a_proxy_with_https_the_page_comes_and_without_it_is_told_what_is_missing()
    {
        await using var api = await StartAsync(
            ("BookedBarber__PublicUrl", "https://barber.example"), ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"));

        foreach (var path in (string[])["/account/sign-in", "/account/register", "/account/forgot-password"])
        {
            var secure = (await api.Anonymous.GetAsync(path, Page, ("X-Forwarded-Proto", "https"))).Expect(200);
            Assert.Contains("__Host-bookedbarber-form=", secure.Header("Set-Cookie"), StringComparison.Ordinal);
            Assert.Contains("; secure", secure.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
            (await api.Anonymous.GetAsync(path)).ExpectProblem(421, "https_required");
            Assert.Contains("HTTPS", (await api.Anonymous.GetAsync(path, Page)).Expect(421).Text, StringComparison.Ordinal);
        }

        Assert.Equal(302, (await api.Anonymous.GetAsync("/account", Page)).Status);
        (await api.Anonymous.GetAsync("/v1/account")).ExpectProblem(401, "unauthorized");
    }

    [PostgresFact]
    public async Task Where_people_reach_the_program_without_https_its_cookies_do_without()
    {
        await using var api = await StartAsync(("BookedBarber__PublicUrl", "http://localhost:8080"));

        var page = (await api.Anonymous.GetAsync("/account/sign-in", Page)).Expect(200);

        Assert.StartsWith("bookedbarber-form=", page.Header("Set-Cookie"), StringComparison.Ordinal);
        Assert.DoesNotContain("; secure", page.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
    }

    private async Task<ApiProcess> StartAsync(params (string, string)[] settings) => await ApiProcess.StartAsync(
        DataDirectory.Create(), [("ConnectionStrings__BookedBarber", await postgres.CreateDatabaseAsync()), .. settings]);
}
