using System.Text.Json.Nodes;
using BookedBarber.Accounts.Members;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>Mails that a program causes are in the language that it asks for; what it is answered is not.</summary>
public sealed class MailLanguageTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly (string, string) German = ("Accept-Language", "de-AT, en;q=0.5");
    private static readonly (string, string) ChosenGerman = ("Cookie", "language=c%3Den%7Cuic%3Dde");

    [PostgresFact]
    public async Task Registering_and_inviting_write_in_the_language_of_the_header_or_the_cookie()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        var shop = await TestShop.OpenAsync(api.Administrator);
        var (_, owner) = await api.AddPersonAsync(membership: new Membership(shop.Id, ShopRole.Owner, null));

        (await api.Anonymous.PostAsync("/v1/account/register", Account("de@example.org"), German)).Expect(202);
        (await api.Anonymous.PostAsync("/v1/account/register", Account("en@example.org"))).Expect(202);
        (await api.Anonymous.PostAsync("/v1/account/register", Account("fr@example.org"), ("Accept-Language", "fr"))).Expect(202);
        (await owner.PostAsync($"{shop.Path}/members", Invitation("de2@example.org"), ChosenGerman)).Expect(201);
        (await owner.PostAsync($"{shop.Path}/members", Invitation("en2@example.org"))).Expect(201);

        await ReadsAsync(api, "de@example.org", "E-Mail-Adresse best");
        await ReadsAsync(api, "en@example.org", "Confirm your e-mail address");
        await ReadsAsync(api, "fr@example.org", "Confirm your e-mail address");
        await ReadsAsync(api, "de2@example.org", "Ihre Rolle: Leitung");
        await ReadsAsync(api, "en2@example.org", "with its calendar as its manager");
        (await api.Anonymous.PostAsync("/v1/account/register", new JsonObject(), German))
            .ExpectProblem(422, "validation_failed");
    }

    private static JsonObject Account(string email) =>
        new() { ["email"] = email, ["password"] = "correct horse battery", ["name"] = "Ada" };

    private static JsonObject Invitation(string email) => new() { ["email"] = email, ["role"] = "manager" };

    private static Task ReadsAsync(HostedApi api, string email, string text) => Eventually.HoldsAsync(
        $"{email} reads {text}",
        async () => (await api.Anonymous.GetAsync("/mail")).Expect(200).Text.Split("<article")
            .Any(mail => mail.Contains($">{email}<", StringComparison.Ordinal) && mail.Contains(text, StringComparison.Ordinal)));
}
