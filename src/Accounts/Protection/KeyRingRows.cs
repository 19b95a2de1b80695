using System.Xml.Linq;
using BookedBarber.Accounts.Database;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace BookedBarber.Accounts.Protection;

/// <summary>
/// The key ring of Data Protection as rows: it survives a restart, and all front doors of a database share it.
/// </summary>
internal sealed class KeyRingRows(AccountsDatabase database) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = database.Source.CreateCommand("select xml from accounts.data_protection_keys");
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
        {
            elements.Add(XElement.Parse(reader.GetString(0)));
        }

        return elements;
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = database.Source.CreateCommand(
            "insert into accounts.data_protection_keys (name, xml) values ($1, $2) "
            + "on conflict (name) do update set xml = excluded.xml");
        command.Parameters.Add(new NpgsqlParameter { Value = friendlyName });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = element.ToString(SaveOptions.DisableFormatting),
        });
        command.ExecuteNonQuery();
    }
}
