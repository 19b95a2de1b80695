namespace BookedBarber.Deploy.Tests.Running;

/// <summary>The page where people sign in, of the published programs, as the Ingress asks for it.</summary>
[Collection(nameof(Published))]
public sealed class SignInPageTests(Published published)
{
    [PostgresFact]
    public async Task It_is_shown_behind_the_Ingress_with_a_cookie_for_https_alone()
    {
        var page = (await published.Api.Anonymous.GetAsync(
            "/account/sign-in", ("Accept", "text/html"), ("X-Forwarded-Proto", "https"))).Expect(200);

        Assert.Contains("name=\"password\"", page.Text);
        Assert.StartsWith("__Host-bookedbarber-form=", page.Header("Set-Cookie"));
    }
}
