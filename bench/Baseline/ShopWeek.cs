using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace BookedBarber.Baseline;

/// <summary>Reads a shop, its hours and its bookings in one round trip, and writes what is left open.</summary>
internal sealed class ShopWeek
{
    private const string ShopSql = """
        select p.time_zone, p.slot_minutes, s.minutes, b.id, b.weekdays, b.from_minutes, b.to_minutes
        from shops p
        join services s on s.shop_id = p.id and s.id = $2
        join barbers b on b.shop_id = p.id
        where p.id = $1
        order by b.position
        """;

    private const string BusySql = """
        select barber_id, starts_at, ends_at from bookings
        where shop_id = $1 and starts_at >= $2 and starts_at < $3
        """;

    private readonly Dictionary<Guid, List<(DateTime From, DateTime To)>> _busy = [];
    private readonly List<BarberHours> _barbers = [];
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private int _slotMinutes;
    private int _minutes;

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        NpgsqlDataSource database, Guid shop, Guid service, DateOnly from, int days)
    {
        var week = new ShopWeek();
        await using var connection = await database.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        var midnight = DateTime.SpecifyKind(from.ToDateTime(default), DateTimeKind.Utc);
        batch.BatchCommands.Add(new(ShopSql) { Parameters = { Typed(shop), Typed(service) } });
        batch.BatchCommands.Add(new(BusySql)
        {
            Parameters = { Typed(shop), Typed(midnight.AddDays(-1)), Typed(midnight.AddDays(days + 1)) },
        });
        await using (var rows = await batch.ExecuteReaderAsync())
        {
            await week.ReadShopAsync(rows);
            await rows.NextResultAsync();
            await week.ReadBusyAsync(rows);
        }

        return week._barbers.Count == 0 ? default : week.Write(shop, service, from, days);
    }

    private static NpgsqlParameter<T> Typed<T>(T value) => new() { TypedValue = value };

    private async Task ReadShopAsync(NpgsqlDataReader rows)
    {
        while (await rows.ReadAsync())
        {
            _zone = TimeZoneInfo.FindSystemTimeZoneById(rows.GetString(0));
            _slotMinutes = rows.GetInt32(1);
            _minutes = rows.GetInt32(2);
            var barber = new BarberHours(
                rows.GetGuid(3),
                rows.GetFieldValue<int[]>(4),
                rows.GetFieldValue<int[]>(5),
                rows.GetFieldValue<int[]>(6));
            _barbers.Add(barber);
            _busy[barber.Id] = [];
        }
    }

    private async Task ReadBusyAsync(NpgsqlDataReader rows)
    {
        while (await rows.ReadAsync())
        {
            if (_busy.TryGetValue(rows.GetGuid(0), out var times))
            {
                times.Add((rows.GetDateTime(1), rows.GetDateTime(2)));
            }
        }
    }

    private ReadOnlyMemory<byte> Write(Guid shop, Guid service, DateOnly from, int days)
    {
        var buffer = new ArrayBufferWriter<byte>(8_192);
        using var json = new Utf8JsonWriter(buffer, new() { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("shop"u8, shop);
        json.WriteString("service"u8, service);
        json.WriteString("timeZone"u8, _zone.Id);
        json.WriteStartArray("days"u8);
        for (var i = 0; i < days; i++)
        {
            WriteDay(json, from.AddDays(i));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private void WriteDay(Utf8JsonWriter json, DateOnly date)
    {
        json.WriteStartObject();
        json.WriteString("date"u8, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteStartArray("slots"u8);
        var midnight = date.ToDateTime(default);
        var offset = _zone.GetUtcOffset(midnight.AddHours(12));
        var now = DateTime.UtcNow;
        var taken = new bool[_barbers.Count, 24 * 60 / _slotMinutes];
        Mark(taken, midnight, offset);
        for (var slot = 0; slot < taken.GetLength(1); slot++)
        {
            var start = new DateTimeOffset(midnight.AddMinutes(slot * _slotMinutes), offset);
            if (start.UtcDateTime <= now)
            {
                continue;
            }

            var any = false;
            for (var i = 0; i < _barbers.Count; i++)
            {
                if (!taken[i, slot] && _barbers[i].Works(date.DayOfWeek, slot * _slotMinutes, _minutes))
                {
                    if (!any)
                    {
                        any = true;
                        json.WriteStartObject();
                        json.WriteString("start"u8, start);
                        json.WriteStartArray("barbers"u8);
                    }

                    json.WriteStringValue(_barbers[i].Id);
                }
            }

            if (any)
            {
                json.WriteEndArray();
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Marks each start at which a visit would meet a booking.</summary>
    private void Mark(bool[,] taken, DateTime midnight, TimeSpan offset)
    {
        for (var i = 0; i < _barbers.Count; i++)
        {
            foreach (var (from, to) in _busy[_barbers[i].Id])
            {
                var first = (int)(from + offset - midnight).TotalMinutes - _minutes + 1;
                var last = (int)(to + offset - midnight).TotalMinutes - 1;
                if (last < 0 || first >= 24 * 60)
                {
                    continue;
                }

                var end = Math.Min(last / _slotMinutes, taken.GetLength(1) - 1);
                for (var slot = Math.Max(0, (first + _slotMinutes - 1) / _slotMinutes); slot <= end; slot++)
                {
                    taken[i, slot] = true;
                }
            }
        }
    }

    private sealed record BarberHours(Guid Id, int[] Weekdays, int[] FromMinutes, int[] ToMinutes)
    {
        public bool Works(DayOfWeek day, int minute, int minutes)
        {
            var weekday = day == DayOfWeek.Sunday ? 7 : (int)day;
            for (var i = 0; i < Weekdays.Length; i++)
            {
                if (Weekdays[i] == weekday && FromMinutes[i] <= minute && minute + minutes <= ToMinutes[i])
                {
                    return true;
                }
            }

            return false;
        }
    }
}
