using System.Buffers;
using System.Globalization;
using System.Text.Json;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Time;

namespace BookedBarber.Grains.Shops;

/// <summary>Writes open starts in the shape of the public API.</summary>
internal static class AvailabilityJson
{
    /// <summary>
    /// <c>{date, slots: [{start, barbers}]}</c> from a bitmap of starts for each plan; and the first start, if any.
    /// </summary>
    public static (byte[] Json, int? FirstStart) Day(
        CalendarDay day, VisitPlans wanted, ReadOnlySpan<ulong> starts, int wordsEach)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using var json = new Utf8JsonWriter(buffer);
        int? firstStart = null;
        json.WriteStartObject();
        json.WriteString("date", day.Date.ToString("uuuu'-'MM'-'dd", CultureInfo.InvariantCulture));
        json.WriteStartArray("slots");
        for (var i = 0; i < day.TickCount; i++)
        {
            if (!AnyAt(starts, wordsEach, wanted.Plans.Length, i))
            {
                continue;
            }

            firstStart ??= day.FirstTick + i;
            json.WriteStartObject();
            json.WriteString("start", StartAt(day, day.FirstTick + i));
            json.WriteStartArray("barbers");
            for (var plan = 0; plan < wanted.Plans.Length; plan++)
            {
                if (IsSet(starts, plan * wordsEach, i))
                {
                    json.WriteStringValue(wanted.Plans[plan].BarberId);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return (buffer.WrittenSpan.ToArray(), firstStart);
    }

    /// <summary><c>{shop, service, timeZone, days}</c> around days that are written already.</summary>
    public static byte[] Page(ShopProfile shop, AvailabilityQuery query, IEnumerable<byte[]> days)
    {
        var buffer = new ArrayBufferWriter<byte>(8_192);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("shop", shop.Id);
        json.WriteString("service", query.Service);
        json.WriteString("timeZone", shop.TimeZone);
        json.WriteStartArray("days");
        foreach (var day in days)
        {
            json.WriteRawValue(day, skipInputValidation: true);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static DateTimeOffset StartAt(CalendarDay day, int tick) =>
        Tick.ToInstant(tick).WithOffset(day.OffsetAt(tick)).ToDateTimeOffset();

    private static bool AnyAt(ReadOnlySpan<ulong> starts, int wordsEach, int plans, int bit)
    {
        for (var plan = 0; plan < plans; plan++)
        {
            if (IsSet(starts, plan * wordsEach, bit))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSet(ReadOnlySpan<ulong> starts, int firstWord, int bit) =>
        (starts[firstWord + (bit >> 6)] >> (bit & 63) & 1) != 0;
}
