using System.Globalization;
using BookedBarber.Accounts.Tests.Support;

namespace BookedBarber.Accounts.Tests.Mails;

/// <summary>A mail is in the language of who caused it, whoever sends it.</summary>
public sealed class LanguageTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [PostgresTheory]
    [InlineData("de", "E-Mail-Adresse bestätigen", "Bitte bestätigen Sie, dass diese Adresse Ihnen gehört")]
    [InlineData("en", "Confirm your e-mail address", "Please confirm that this address is yours")]
    [InlineData("fr", "Confirm your e-mail address", "Please confirm that this address is yours")]
    [InlineData("", "Confirm your e-mail address", "Please confirm that this address is yours")]
    public async Task It_is_written_in_that_language_and_in_English_where_there_is_no_such(
        string language, string subject, string text)
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await InAsync(language, () => accounts.RegisterAsync("ada@example.org"));

        await InAsync("de", accounts.DeliverAsync);

        var mail = await accounts.Mail.ExpectAsync("ada@example.org", subject);
        Assert.Contains(text, mail.Body, StringComparison.Ordinal);
        Assert.NotEmpty(mail.Query("token"));
    }

    [PostgresFact]
    public async Task Two_mails_of_one_person_are_each_in_the_language_of_its_moment()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        await accounts.AddPersonAsync("ada@example.org");

        await InAsync("de", () => accounts.RegisterAsync("ada@example.org"));
        await InAsync("en", () => accounts.RegisterAsync("ada@example.org"));
        await accounts.DeliverAsync();

        Assert.Contains("Guten Tag Ada,", (await accounts.Mail.ExpectAsync("ada@example.org", "schon ein Konto")).Body);
        Assert.Contains("Hello Ada,", (await accounts.Mail.ExpectAsync("ada@example.org", "an account already")).Body);
    }

    private static async Task InAsync<T>(string language, Func<Task<T>> act)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await act();
    }
}
