using System.Text.Json;
using BookedBarber.Web.Operations;

namespace BookedBarber.Api.Operations;

/// <summary>
/// Server-sent events for the page of operators: <c>history</c> with
/// <c>{keep, at: [seconds], lines: {name: [number]}}</c>, and <c>figures</c> with
/// <c>{at, now: {name: number}, rows: {table: [[cell]]}}</c>. Times are seconds since 1970.
/// </summary>
internal static class OperationsEvents
{
    private const int Decimals = 3;
    private const int RetryMilliseconds = 1_000;

    /// <summary>The figures of the last minutes.</summary>
    public static byte[] History(IReadOnlyCollection<OperationsView> points) => Event("history", json =>
    {
        json.WriteNumber("keep", OperationsHistory.MaxPoints);
        json.WriteStartArray("at");
        foreach (var point in points)
        {
            json.WriteNumberValue(Seconds(point));
        }

        json.WriteEndArray();
        json.WriteStartObject("lines");
        var lines = OperationsLayout.Charts.SelectMany(chart => chart.Lines).Select(line => line.Id).Distinct();
        foreach (var name in lines)
        {
            json.WriteStartArray(name);
            foreach (var point in points)
            {
                Write(json, point.Now.GetValueOrDefault(name));
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    /// <summary>How it stands now.</summary>
    public static byte[] Figures(OperationsView view) => Event("figures", json =>
    {
        json.WriteNumber("at", Seconds(view));
        json.WriteStartObject("now");
        foreach (var (name, number) in view.Now)
        {
            json.WritePropertyName(name);
            Write(json, number);
        }

        json.WriteEndObject();
        json.WriteStartObject("rows");
        foreach (var (table, rows) in view.Rows)
        {
            json.WriteStartArray(table);
            foreach (var row in rows)
            {
                json.WriteStartArray();
                foreach (var cell in row)
                {
                    Write(json, cell);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, FigureCell cell)
    {
        if (cell.Text is not null)
        {
            json.WriteStringValue(cell.Text);
        }
        else
        {
            Write(json, cell.Number);
        }
    }

    private static void Write(Utf8JsonWriter json, double? number)
    {
        if (number is { } value && double.IsFinite(value))
        {
            json.WriteNumberValue(Math.Round(value, Decimals));
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static double Seconds(OperationsView view) =>
        Math.Round(view.At.ToUnixTimeMilliseconds() / 1_000.0, Decimals);

    private static byte[] Event(string name, Action<Utf8JsonWriter> writeFields)
    {
        using var memory = new MemoryStream();
        memory.Write(System.Text.Encoding.ASCII.GetBytes($"retry: {RetryMilliseconds}\nevent: {name}\ndata: "));
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            writeFields(json);
            json.WriteEndObject();
        }

        memory.Write("\n\n"u8);
        return memory.ToArray();
    }
}
