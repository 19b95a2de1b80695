using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Ledger.Commits;

/// <summary>
/// Adds columns of values as array parameters, which the statements turn back into rows with <c>unnest</c>.
/// </summary>
internal static class SqlArrays
{
    public static NpgsqlBatchCommand With<TItem, TValue>(
        this NpgsqlBatchCommand command, IReadOnlyList<TItem> items, NpgsqlDbType type, Func<TItem, TValue> value)
    {
        var values = new TValue[items.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = value(items[index]);
        }

        command.Parameters.Add(new NpgsqlParameter<TValue[]>
        {
            TypedValue = values,
            NpgsqlDbType = NpgsqlDbType.Array | type,
        });
        return command;
    }

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, Guid value)
    {
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = value });
        return command;
    }
}
