using System.Text.RegularExpressions;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>Forms about accounts: what they hold when they are shown again, and where they lead.</summary>
public sealed class AccountFormTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly (string, string) Page = ("Accept", "text/html");

    [PostgresFact]
    public async Task Who_is_not_signed_in_any_more_is_led_back_to_a_page_and_not_to_where_a_form_is_sent()
    {
        await using var api = await HostedApi.StartAsync(postgres);

        Assert.Equal(
            "/account/sign-in?return=%2Faccount%2Finvitation%3Ftoken%3Dx",
            (await api.Anonymous.GetAsync("/account/invitation?token=x", Page)).Expect(302).Header("Location"));
        Assert.Equal(
            "/account/sign-in?return=%2Faccount",
            (await PostAsync(api, "/account/sign-out", [])).Expect(302).Header("Location"));
    }

    [PostgresFact]
    public async Task The_page_of_the_second_factor_shows_the_same_key_when_it_is_loaded_again()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        var (user, _) = await api.AddPersonAsync();
        var cookie = (await api.Anonymous.GetAsync($"/test/sign-in/{user}")).Header("Set-Cookie")!.Split(';')[0];

        var first = await KeyAsync();

        Assert.Equal(first, await KeyAsync());

        async Task<string> KeyAsync() => Regex.Match(
            (await api.Anonymous.GetAsync("/account/two-factor", Page, ("Cookie", cookie))).Expect(200).Text,
            "<code class=\"key\">([A-Z2-7]{20,})</code>").Groups[1].Value is { Length: > 0 } key
                ? key
                : throw new InvalidOperationException("There is no key.");
    }

    [PostgresTheory]
    [InlineData("/account/confirm-email")]
    [InlineData("/account/reset-password")]
    [InlineData("/account/first-sign-in")]
    public async Task A_form_that_is_too_old_is_shown_once_more_with_what_its_link_carries(string path)
    {
        await using var api = await HostedApi.StartAsync(postgres);
        var user = $"{Guid.NewGuid()}";

        var page = (await PostAsync(
            api, path, new() { ["user"] = user, ["token"] = "the-token", ["password"] = "correct horse battery" }))
            .Expect(422).Text;

        Assert.Contains($"action=\"{path}\"", page, StringComparison.Ordinal);
        Assert.Contains("name=\"token\" value=\"the-token\"", page, StringComparison.Ordinal);
        Assert.Equal(path != "/account/first-sign-in", page.Contains($"name=\"user\" value=\"{user}\"", StringComparison.Ordinal));
        Assert.Contains("open for too long", page, StringComparison.Ordinal);
        Assert.DoesNotContain("correct horse", page, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Something_that_is_no_form_is_an_empty_one()
    {
        await using var api = await HostedApi.StartAsync(postgres);

        var answer = await api.Anonymous.SendAsync(
            HttpMethod.Post, "/account/confirm-email", new StringContent("{}"), Page);

        answer.Expect(422);
    }

    private static Task<Answer> PostAsync(HostedApi api, string path, Dictionary<string, string> fields) =>
        api.Anonymous.SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields), Page);
}
