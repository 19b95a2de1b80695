using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace BookedBarber.Accounts.Identity;

/// <summary>
/// Identity's tables, which a migration of the ledger creates. Whatever else there is in the schema is read and written
/// with SQL, if need be in the transaction of this context.
/// </summary>
public sealed class AccountsContext(DbContextOptions<AccountsContext> options)
    : IdentityUserContext<AccountUser, Guid>(options)
{
    /// <summary>The schema of all tables of accounts.</summary>
    public const string Schema = "accounts";

    private static readonly Dictionary<Type, string> Tables = new()
    {
        [typeof(AccountUser)] = "users",
        [typeof(IdentityUserClaim<Guid>)] = "user_claims",
        [typeof(IdentityUserLogin<Guid>)] = "user_logins",
        [typeof(IdentityUserToken<Guid>)] = "user_tokens",
        [typeof(IdentityUserPasskey<Guid>)] = "user_passkeys",
    };

    /// <summary>The connection of this context, in its transaction if there is one.</summary>
    internal NpgsqlConnection Connection => (NpgsqlConnection)Database.GetDbConnection();

    /// <inheritdoc/>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        foreach (var type in builder.Model.GetEntityTypes())
        {
            if (type.IsMappedToJson())
            {
                type.SetContainerColumnName("data");
                continue;
            }

            type.SetTableName(Tables[type.ClrType]);
            foreach (var property in type.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.Name));
                if (property.Name is nameof(AccountUser.AccessFailedCount) or nameof(AccountUser.LockoutEnd))
                {
                    // Counted by statements alone: whoever saves something else must not undo that.
                    property.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
                }
            }
        }
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
