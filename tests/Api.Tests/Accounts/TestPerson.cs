using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>Somebody with an account.</summary>
internal sealed class TestPerson(AccountsApi api, string email)
{
    private const int MaxAttempts = 30;

    public string Email => email;

    public string Password { get; set; } = "correct horse battery";

    public string AccessToken { get; private set; } = "";

    public string RefreshToken { get; private set; } = "";

    public Authenticator? Authenticator { get; private set; }

    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public ApiClient Client => api.Anonymous.WithKey(AccessToken);

    public async Task RegisterAsync()
    {
        (await PatientlyAsync("/v1/account/register", new JsonObject
        {
            ["email"] = Email,
            ["password"] = Password,
            ["name"] = "Ada",
        })).Expect(202);
        var mail = await api.Mail.ExpectAsync(Email, "Confirm");
        (await api.Anonymous.PostAsync("/v1/account/confirm-email", new JsonObject
        {
            ["user"] = mail.Query("user"),
            ["token"] = mail.Query("token"),
            ["password"] = Password,
        })).Expect(204);
    }

    public Task<Answer> TrySignInAsync(string? password = null, string? code = null, string? recoveryCode = null) =>
        PatientlyAsync("/v1/account/sign-in", new JsonObject
        {
            ["email"] = Email,
            ["password"] = password ?? Password,
            ["code"] = code,
            ["recoveryCode"] = recoveryCode,
        });

    // Where many sign in at a time, some are told to come back, after they have waited for a second.
    private async Task<Answer> PatientlyAsync(string path, JsonObject body)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await api.Anonymous.PostAsync(path, body.DeepClone());
            if (answer.Status != 503 || attempt == MaxAttempts)
            {
                return answer;
            }
        }
    }

    public async Task SignInAsync()
    {
        Take(await TrySignInAsync(code: Authenticator?.NextCode()));
    }

    public async Task EnrolAsync()
    {
        var key = (await Client.PostAsync("/v1/account/two-factor/enrol")).Expect(200);
        Authenticator = new Authenticator(key["sharedKey"].GetString()!);
        var confirmed = await Client.PostAsync(
            "/v1/account/two-factor/confirm", new JsonObject { ["code"] = Authenticator.NextCode() });
        RecoveryCodes = [.. confirmed.Expect(200)["recoveryCodes"].EnumerateArray().Select(code => code.GetString()!)];
    }

    public Task<Answer> TryRefreshAsync(string? token = null) => api.Anonymous.PostAsync(
        "/v1/account/refresh", new JsonObject { ["refreshToken"] = token ?? RefreshToken });

    public void Take(Answer tokens)
    {
        AccessToken = tokens.Expect(200)["accessToken"].GetString()!;
        RefreshToken = tokens["refreshToken"].GetString()!;
    }
}
