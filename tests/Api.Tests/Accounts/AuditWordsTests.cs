using System.Globalization;
using BookedBarber.Accounts.Audit;
using BookedBarber.Api.Audit;
using BookedBarber.Api.Pages;

namespace BookedBarber.Api.Tests.Accounts;

/// <summary>Whatever the audit log can say, its page says in words.</summary>
public sealed class AuditWordsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresFact]
    public async Task Every_action_of_an_endpoint_and_of_accounts_has_words_of_its_own_in_both_languages()
    {
        await using var api = await HostedApi.StartAsync(postgres);
        string[] actions =
        [
            .. api.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<AuditedAction>()?.Name).OfType<string>(),
            .. typeof(AuditActions).GetFields().Select(field => (string)field.GetRawConstantValue()!),
        ];
        Assert.Contains("key.created", actions);
        Assert.Contains("booking.no-show", actions);
        Assert.Contains("account.signed-in", actions);

        foreach (var language in (string[])["en", "de"])
        {
            CultureInfo.CurrentUICulture = new CultureInfo(language);
            var words = actions.Distinct().Select(action => (Action: action, Text: AuditWords.Find(action))).ToList();
            Assert.Empty(words.Where(one => one.Text is null).Select(one => one.Action));
            Assert.Equal(words.Count, words.Select(one => one.Text).Distinct().Count());
        }
    }
}
