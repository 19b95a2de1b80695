using System.Text.Json.Nodes;
using BookedBarber.TestKit.Client;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>Outside development mails need a server, and an address for their links.</summary>
public sealed class NoMailTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task Without_a_mail_server_nobody_is_told_that_a_mail_is_on_its_way()
    {
        await using var api = await ApiProcess.StartAsync(
            DataDirectory.Create(),
            ("ConnectionStrings__BookedBarber", await postgres.CreateDatabaseAsync()),
            ("BookedBarber__PublicUrl", "http://localhost"));
        var person = new JsonObject { ["email"] = "ada@example.org", ["password"] = "correct horse battery" };

        (await api.Anonymous.PostAsync("/v1/account/register", person)).ExpectProblem(503, "mail_unavailable");
        (await api.Anonymous.PostAsync("/v1/account/forgot-password", new JsonObject { ["email"] = "ada@example.org" }))
            .ExpectProblem(503, "mail_unavailable");
    }

    [PostgresFact]
    public async Task A_mail_server_without_an_address_for_links_keeps_the_program_from_starting()
    {
        var start = await Assert.ThrowsAsync<Xunit.Sdk.XunitException>(() => ApiProcess.StartAsync(
            DataDirectory.Create(),
            ("BookedBarber__Smtp__Host", "127.0.0.1"),
            ("BookedBarber__Smtp__From", "no-reply@barber.example")));

        Assert.Contains("needs BookedBarber__PublicUrl", start.Message, StringComparison.Ordinal);
    }
}
