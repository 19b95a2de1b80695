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

    private static Task<Answer> PostAsync(HostedApi api, string path, Dictionary<string, string> fields) =>
        api.Anonymous.SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(fields), Page);
}
