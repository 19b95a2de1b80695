using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BookedBarber.Accounts.Tests.Identity;

/// <summary>The model of Entity Framework and the tables that a migration made are the same.</summary>
public sealed class ModelTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string ColumnsSql = """
        select attname, format_type(atttypid, atttypmod), attnotnull, atthasdef or attidentity <> ''
        from pg_attribute where attrelid = $1::text::regclass and attnum > 0 and not attisdropped
        """;

    [PostgresFact]
    public async Task Every_column_of_the_model_is_there_with_its_type_and_the_others_need_no_value()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var tables = await accounts.InScopeAsync<AccountsContext, List<Microsoft.EntityFrameworkCore.Metadata.ITable>>(
            context => Task.FromResult(context.Model.GetRelationalModel().Tables.ToList()));

        Assert.Equal(
            ["user_claims", "user_logins", "user_passkeys", "user_tokens", "users"],
            tables.Select(table => table.Name).Order());
        foreach (var table in tables)
        {
            Assert.Equal("accounts", table.Schema);
            var real = await accounts.Database.Source.QueryAsync(
                ColumnsSql,
                row => (Name: row.GetString(0), Type: row.GetString(1), NotNull: row.GetBoolean(2), Given: row.GetBoolean(3)),
                CancellationToken.None,
                $"{table.Schema}.{table.Name}");
            foreach (var column in table.Columns)
            {
                var there = real.SingleOrDefault(one => one.Name == column.Name);
                Assert.True(there.Name is not null, $"{table.Name} has no {column.Name}.");
                Assert.True(column.StoreType == there.Type, $"{table.Name}.{column.Name}: {column.StoreType}, {there.Type}");
                Assert.True(column.IsNullable || there.NotNull, $"{table.Name}.{column.Name} may be null.");
            }

            Assert.All(
                real.Where(one => table.Columns.All(column => column.Name != one.Name)),
                one => Assert.True(!one.NotNull || one.Given, $"{table.Name}.{one.Name} is unknown to the model."));
        }
    }

    [PostgresFact]
    public async Task What_identity_keeps_of_somebody_comes_back_passkeys_included()
    {
        await using var accounts = await AccountsUnderTest.StartAsync(postgres);
        var person = await accounts.AddPersonAsync("ada@example.org");
        var passkey = new UserPasskeyInfo(
            [1, 2, 3], [4, 5], accounts.Clock.GetUtcNow(), 7, ["usb"], true, true, false, [6], [7]) { Name = "key" };

        await accounts.InScopeAsync<UserManager<AccountUser>, bool>(async users =>
        {
            var user = (await users.FindByIdAsync(person.Id.ToString()))!;
            Assert.True((await users.AddClaimAsync(user, new("colour", "blue"))).Succeeded);
            Assert.True((await users.AddLoginAsync(user, new("elsewhere", "42", "Elsewhere"))).Succeeded);
            Assert.True((await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded);
            return true;
        });

        await accounts.InScopeAsync<UserManager<AccountUser>, bool>(async users =>
        {
            var user = (await users.FindByLoginAsync("elsewhere", "42"))!;
            Assert.Equal(person.Id, user.Id);
            Assert.Equal("blue", (await users.GetClaimsAsync(user)).Single().Value);
            Assert.Equal("key", (await users.GetPasskeysAsync(user)).Single().Name);
            Assert.Equal(user.Id, (await users.FindByPasskeyIdAsync([1, 2, 3]))!.Id);
            return true;
        });
    }
}
