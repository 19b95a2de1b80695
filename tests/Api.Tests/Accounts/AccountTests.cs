using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>Accounts over HTTP: from registration to the last sign-out.</summary>
public sealed class AccountTests(AccountsApi api) : IClassFixture<AccountsApi>
{
    [PostgresFact]
    public async Task Who_registers_and_confirms_signs_in_and_sees_who_they_are()
    {
        var person = await api.AddPersonAsync("ada");

        var me = (await person.Client.GetAsync("/v1/account")).Expect(200);

        Assert.Equal(person.Email, me["email"].GetString());
        Assert.Equal("Ada", me["name"].GetString());
        Assert.False(me["administrator"].GetBoolean());
        Assert.Empty(me["shops"].EnumerateArray());
        (await api.Anonymous.GetAsync("/v1/account")).ExpectProblem(401, "unauthorized");
        (await api.Anonymous.WithKey("bba_x").GetAsync("/v1/account")).ExpectProblem(401, "unauthorized");
        (await api.Administrator.GetAsync("/v1/account")).ExpectProblem(403, "forbidden");
    }

    [PostgresFact]
    public async Task Tokens_are_not_stored_on_the_way_and_end_with_the_session()
    {
        var person = await api.AddPersonAsync("ada");
        var signedIn = await person.TrySignInAsync();
        Assert.Equal("no-store", signedIn.Header("Cache-Control"));
        Assert.Equal(900, signedIn["expiresIn"].GetInt32());

        var first = person.RefreshToken;
        person.Take(await person.TryRefreshAsync());
        (await person.Client.GetAsync("/v1/account")).Expect(200);
        (await person.TryRefreshAsync(first)).ExpectProblem(401, "invalid_token");
        (await person.TryRefreshAsync()).ExpectProblem(401, "invalid_token");
        (await person.Client.GetAsync("/v1/account")).ExpectProblem(401, "unauthorized");

        person.Take(signedIn);
        (await api.Anonymous.PostAsync(
            "/v1/account/sign-out", new JsonObject { ["refreshToken"] = person.RefreshToken })).Expect(204);
        (await person.Client.GetAsync("/v1/account")).ExpectProblem(401, "unauthorized");
    }

    [PostgresFact]
    public async Task What_is_wrong_with_a_sign_in_has_a_code()
    {
        var person = await api.AddPersonWithTwoFactorAsync("ada");

        (await person.TrySignInAsync("wrong")).ExpectProblem(401, "invalid_credentials");
        (await person.TrySignInAsync()).ExpectProblem(401, "two_factor_required");
        (await person.TrySignInAsync(code: person.Authenticator!.WrongCode())).ExpectProblem(401, "invalid_code");
        (await person.TrySignInAsync(recoveryCode: person.RecoveryCodes[0])).Expect(200);
        (await person.TrySignInAsync(recoveryCode: person.RecoveryCodes[0])).ExpectProblem(401, "invalid_code");
        (await person.TrySignInAsync("wrong")).ExpectProblem(401, "invalid_credentials");
        (await person.TrySignInAsync(code: person.Authenticator.NextCode())).Expect(200);
        var state = (await person.Client.GetAsync("/v1/account/two-factor")).Expect(200);
        Assert.True(state["enabled"].GetBoolean());
        Assert.Equal(9, state["recoveryCodesLeft"].GetInt32());
    }

    [PostgresFact]
    public async Task A_password_is_changed_by_who_knows_it_and_their_other_sessions_end()
    {
        var person = await api.AddPersonAsync("ada");
        var other = (await person.TrySignInAsync()).Expect(200);
        JsonObject change(string current, string password) => new() { ["current"] = current, ["password"] = password };

        (await person.Client.PostAsync("/v1/account/password", change("wrong", "another password")))
            .ExpectProblem(422, "invalid_credentials");
        (await person.Client.PostAsync("/v1/account/password", change(person.Password, "short")))
            .ExpectProblem(422, "validation_failed");
        (await person.Client.PostAsync("/v1/account/password", change(person.Password, "another password")))
            .Expect(204);

        (await person.Client.GetAsync("/v1/account")).Expect(200);
        (await api.Anonymous.WithKey(other["accessToken"].GetString()!).GetAsync("/v1/account"))
            .ExpectProblem(401, "unauthorized");
        (await person.TrySignInAsync()).ExpectProblem(401, "invalid_credentials");
        (await person.TrySignInAsync("another password")).Expect(200);
    }

    [PostgresFact]
    public async Task A_forgotten_password_is_replaced_by_mail()
    {
        var person = await api.AddPersonAsync("ada");

        (await api.Anonymous.PostAsync("/v1/account/forgot-password", new JsonObject { ["email"] = person.Email }))
            .Expect(202);
        (await api.Anonymous.PostAsync(
            "/v1/account/forgot-password", new JsonObject { ["email"] = $"nobody-{Guid.NewGuid()}@example.org" }))
            .Expect(202);

        var mail = await api.Mail.ExpectAsync(person.Email, "A new password");
        var reset = new JsonObject
        {
            ["user"] = mail.Query("user"),
            ["token"] = mail.Query("token"),
            ["password"] = "another password",
        };
        (await api.Anonymous.PostAsync("/v1/account/reset-password", reset)).Expect(204);
        (await api.Anonymous.PostAsync("/v1/account/reset-password", reset)).ExpectProblem(422, "invalid_token");
        (await person.TrySignInAsync("another password")).Expect(200);
        (await person.Client.GetAsync("/v1/account")).ExpectProblem(401, "unauthorized");
    }

    [PostgresTheory]
    [InlineData("register", """{"email":"x","password":"correct horse battery"}""", "email")]
    [InlineData("register", """{"email":"a@example.org","password":"short"}""", "password")]
    [InlineData("register", """{"email":"a@example.org\r\nBcc: b@example.org","password":"correct horse"}""", "email")]
    [InlineData("register", """{"password":"correct horse battery"}""", "email")]
    [InlineData("sign-in", """{"email":"a@example.org"}""", "password")]
    [InlineData("sign-in", """{"email":1,"password":"x"}""", "email")]
    [InlineData("sign-in", """{"email":"a\u0000@b.c","password":"x"}""", "email")]
    [InlineData("sign-in", """{"email":"a@b.c","password":"x","code":"123456\u0000"}""", "code")]
    [InlineData("sign-in", """{"email":"a@b.c","password":"x","recoveryCode":"\u0000"}""", "recoveryCode")]
    [InlineData("register", """{"email":"a\u0000@b.c","password":"correct horse battery"}""", "email")]
    [InlineData("forgot-password", """{"email":"a\u0000@b.c"}""", "email")]
    [InlineData("refresh", """{"refreshToken":"bbr_\u0000"}""", "refreshToken")]
    [InlineData("confirm-email", """{"user":"1","token":"x"}""", "user")]
    [InlineData("refresh", "{}", "refreshToken")]
    [InlineData("first-sign-in", """{"password":"correct horse battery"}""", "token")]
    public async Task A_field_that_is_wrong_is_named(string path, string body, string field)
    {
        var answer = await api.Anonymous.PostAsync($"/v1/account/{path}", JsonNode.Parse(body));

        answer.ExpectProblem(422, "validation_failed");
        Assert.Equal(field, answer["errors"][0].GetProperty("field").GetString());
    }

    [PostgresFact]
    public async Task A_code_with_a_NUL_behind_it_is_refused_where_it_is_set_up_too()
    {
        var person = await api.AddPersonAsync("ada");
        await person.Client.PostAsync("/v1/account/two-factor/enrol");

        var answer = await person.Client.PostAsync(
            "/v1/account/two-factor/confirm", new JsonObject { ["code"] = "123456\0" });

        answer.ExpectProblem(422, "validation_failed");
        Assert.Equal("code", answer["errors"][0].GetProperty("field").GetString());
    }

    [PostgresFact]
    public async Task What_is_not_open_to_everybody_is_not_for_caches()
    {
        var person = await api.AddPersonAsync("ada");

        Assert.Equal("no-store", (await person.Client.GetAsync("/v1/account")).Expect(200).Header("Cache-Control"));
        Assert.Equal("no-store", (await api.Anonymous.GetAsync("/v1/account")).Header("Cache-Control"));
    }

    [PostgresFact]
    public async Task Every_answer_tells_browsers_what_not_to_do()
    {
        string[] paths = ["/v1/account", "/v1/shops/none", "/nowhere", "/health/live", "/openapi/v1.json", "/"];
        foreach (var path in paths)
        {
            var answer = await api.Anonymous.GetAsync(path);
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Contains("frame-ancestors 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.NotNull(answer.Header("Referrer-Policy"));
        }
    }
}
