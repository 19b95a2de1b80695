using System.Text.Json.Nodes;
using BookedBarber.Api.Tests.Server;
using BookedBarber.Api.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Hostile;

/// <summary>Values of the right type that make no sense are refused, and change nothing.</summary>
public sealed class BadValueTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string NoId = "\"not-an-id\"";
    private const string NobodysId = "\"01890000-0000-7000-8000-000000000000\"";

    private static readonly string[] BadText =
    [
        "\"\"", "\"  \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"a\\nb\"", "\"a\\u001bb\"", "\"\\u0085\"", "\"\\ud800\"",
        "\"\\udc00x\"", "\"x\\ud83d\"", Text(201),
    ];

    private static readonly string[] BadLines = ["\"\\u0000\"", "\"a\\u0007\"", "\"\\ud800\"", Text(2_001)];

    private static readonly string[] BadInstants =
    [
        "\"\"", "\"tomorrow\"", "\"2027-01-04\"", "\"10:00\"", "\"2027-01-04T10:00:00\"", "\"2027-02-30T10:00:00Z\"",
        "\"2027-01-04T24:00:00Z\"", "\"2027-01-04T10:60:00Z\"", "\"2027-01-04T10:00:00+25:00\"",
        "\"2027-01-04T10:00:00+14:01\"", "\"2027-01-04 10:00:00Z\"", "\"2027-01-04T10:00:00.12345678901234567890Z\"",
        "\"20270104T100000Z\"", "\"+12027-01-04T10:00:00Z\"", "\"-0001-01-04T10:00:00Z\"", "\"10000-01-04T10:00:00Z\"",
        "\"0000-00-00T00:00:00Z\"", "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"0001-01-01T00:00:00-14:00\"", "\"9999-12-31T23:59:59Z\"", "\"9999-12-31T23:59:59-14:00\"",
        "\"9999-12-31T23:59:59+14:00\"", "\"1582-10-10T10:00:00Z\"", "\"1970-01-01T00:00:00Z\"",
        "\"9998-12-31T10:00:00Z\"", "\"\\u0000\"", "\"2027-01-04T10:00:00+01:00\\u0000\"",
        "\"2027-01-04T10:00Z\\u0000Z\"", Text(5_000),
    ];

    [PostgresFact]
    public async Task Bookings() => await ExpectRefusalsAsync(
        "book",
        ("start", BadInstants),
        ("start", ["\"2027-01-04T10:01:00+01:00\"", "\"2027-01-04T10:00:01+01:00\""]),
        ("service", [NoId, NobodysId, "\"\"", "\"{01890000-0000-7000-8000-000000000000}\"", "null", Text(5_000)]),
        ("services", [$"[{NobodysId}]", "[]"]),
        ("barber", [NoId, NobodysId, "\"\"", "\"ANY\"", "\"any \"", "\"00000000-0000-0000-0000-000000000000\""]),
        ("client", ["null"]),
        ("client.name", ["null", .. BadText]),
        ("client.email", ["\"\"", "\"x\"", "\"@\"", "\"a@\"", "\"@b\"", "\"a @b\"", "\"a@b\\u0000\"", Text(255)]),
        ("client.phone", ["\"\"", "\"\\u0000\"", Text(41)]),
        ("notes", BadLines));

    [PostgresFact]
    public async Task Bookings_of_several_services() => await ExpectRefusalsAsync(
        "book several",
        ("services", ["[]", "[null]", "[\"\"]", $"[{NoId}]", $"[{NobodysId}]", $"[{Many(11, NobodysId)}]", Text(10)]),
        ("service", [NobodysId]),
        ("services.1", ["null", "\"\"", NobodysId]));

    [PostgresFact]
    public async Task Reschedules() => await ExpectRefusalsAsync(
        "reschedule",
        ("start", ["null", .. BadInstants]),
        ("barber", [NoId, NobodysId, "\"\"", "\"Any\""]));

    [PostgresFact]
    public async Task Shops()
    {
        (string, string[])[] values =
        [
            ("slug", ["null", "\"\"", "\"-a\"", "\"a-\"", "\"A\"", "\"a b\"", "\"a/b\"", "\"\\u00fc\"", "\"\\u0000\""]),
            ("slug", [NobodysId, Text(64)]),
            ("name", ["null", .. BadText]),
            ("timeZone", ["null", "\"\"", "\"Mars/Phobos\"", "\"europe/berlin\"", "\"+01:00\"", "\"\\u0000\""]),
            ("timeZone", [Text(5_000)]),
            ("currency", ["null", "\"\"", "\"eur\"", "\"EURO\"", "\"E1R\"", "\"\\u0000\""]),
            ("policy.slotMinutes", ["0", "-15", "7", "245", "2147483647", "-2147483648"]),
            ("policy.minNoticeMinutes", ["-1", "86401", "2147483647"]),
            ("policy.horizonDays", ["0", "-1", "367", "2147483647"]),
            ("policy.cancelUntilMinutes", ["-1", "527041", "2147483647"]),
            ("policy.holdMinutes", ["0", "-1", "1441", "2147483647"]),
        ];
        await ExpectRefusalsAsync("create shop", values);
        await ExpectRefusalsAsync("change shop", [.. values, ("slug", ["\"another\""]), ("currency", ["\"USD\""])]);
    }

    [PostgresTheory]
    [InlineData("add service")]
    [InlineData("change service")]
    public async Task Services(string door) => await ExpectRefusalsAsync(
        door,
        ("name", ["null", .. BadText]),
        ("minutes", ["null", "0", "-5", "7", "725", "2147483647", "-2147483648"]),
        ("price", ["null", "{}"]),
        ("price.amount", ["null", "-1", "1000000000001", "9223372036854775807", "-9223372036854775808"]),
        ("price.currency", ["null", "\"\"", "\"USD\"", "\"eur\""]),
        ("deposit", ["{}"]),
        ("deposit.amount", ["-1", "3501", "9223372036854775807"]),
        ("deposit.currency", ["null", "\"USD\""]),
        ("bufferBeforeMinutes", ["-5", "3", "245", "2147483647"]),
        ("bufferAfterMinutes", ["-5", "3", "245", "-2147483648"]));

    [PostgresTheory]
    [InlineData("add barber")]
    [InlineData("change barber")]
    public async Task Barbers(string door) => await ExpectRefusalsAsync(
        door,
        ("name", ["null", .. BadText]),
        ("services", ["null", $"[{NobodysId}]", $"[{NoId}]", "[null]", $"[{Many(1_500, NobodysId)}]"]),
        ("terms", ["[{}]", "[null]", $"[{{\"service\":{NobodysId}}}]"]),
        ("terms.0.minutes", ["0", "-5", "7", "725", "2147483647"]),
        ("terms.0.price", ["{}"]),
        ("terms.0.price.amount", ["-1", "9223372036854775807"]),
        ("terms.0.price.currency", ["\"USD\"", "null"]));

    [PostgresFact]
    public async Task Keys() => await ExpectRefusalsAsync("add key", ("name", ["null", .. BadText]));

    [PostgresFact]
    public async Task Hours() => await ExpectRefusalsAsync(
        "hours",
        ("weekly", ["null"]),
        ("weekly.monday", [
            "[null]", "[{}]", $"[{Many(25, "{\"from\":\"09:00\",\"to\":\"10:00\"}")}]",
            "[{\"from\":\"09:00\",\"to\":\"09:00\"}]",
            "[{\"from\":\"12:00\",\"to\":\"11:00\"}]", "[{\"from\":\"24:00\",\"to\":\"24:00\"}]",
            "[{\"from\":\"09:00\",\"to\":\"12:00\"},{\"from\":\"11:00\",\"to\":\"13:00\"}]",
            "[{\"from\":\"13:00\",\"to\":\"14:00\"},{\"from\":\"09:00\",\"to\":\"10:00\"}]",
        ]),
        ("weekly.monday.0.from", ["null", "\"\"", "\"9:00\"", "\"09:01\"", "\"25:00\"", "\"-1:00\"", "\"09:00:00\""]),
        ("weekly.monday.0.from", ["\"\\u0000\"", "\"09:00\\u0000\"", "\"\\u0660\\u0669:00\""]),
        ("weekly.monday.0.to", ["null", "\"24:01\"", "\"24:05\"", "\"noon\"", Text(5_000)]),
        ("exceptions", ["[null]", "[{}]", Repeated(2), Repeated(1_001)]),
        ("exceptions.0.date", [
            "null", "\"\"", "\"2027-13-01\"", "\"2027-02-29\"", "\"27-01-01\"", "\"2027-01-01T00:00:00Z\"",
            "\"0001-01-01\"",
            "\"9999-12-31\"", "\"0000-01-01\"", "\"\\u0000\"", "\"2027-01-01\\u0000\"",
        ]),
        ("exceptions.0.intervals", ["null", "[null]", "[{}]"]));

    [PostgresFact]
    public async Task Time_off() => await ExpectRefusalsAsync(
        "time off",
        ("from", ["null", .. BadInstants]),
        ("to", ["null", .. BadInstants]),
        ("to", ["\"2026-01-01T00:00:00Z\"", "\"2040-01-01T00:00:00Z\""]),
        ("reason", BadLines));

    [PostgresTheory]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00-14:00", "0001-06-01T00:00:00+14:00")]
    [InlineData("1582-10-04T00:00:00Z", "1582-10-15T00:00:00Z")]
    [InlineData("9999-12-30T00:00:00Z", "9999-12-31T23:59:59Z")]
    [InlineData("9999-12-30T00:00:00Z", "9999-12-31T23:59:59-14:00")]
    public async Task Time_off_beyond_the_calendar(string from, string to)
    {
        var house = await House.OpenAsync(api);
        var before = await house.LookAsync();

        var timeOff = new JsonObject { ["from"] = from, ["to"] = to };
        (await house["time off"].KnockAsync(timeOff.ToJsonString())).ExpectCallersProblem();

        Assert.Equal(before, await house.LookAsync());
    }

    private static string Text(int length) => $"\"{new string('x', length)}\"";

    private static string Many(int count, string raw) => string.Join(',', Enumerable.Repeat(raw, count));

    private static string Repeated(int count) => $"[{Many(count, "{\"date\":\"2027-01-01\",\"intervals\":[]}")}]";

    private async Task ExpectRefusalsAsync(string name, params (string Path, string[] Values)[] fields)
    {
        var house = await House.OpenAsync(api);
        var before = await house.LookAsync();
        var door = house[name];

        foreach (var (path, values) in fields)
        {
            foreach (var raw in values)
            {
                var body = JsonPaths.With(door.Body, path, raw);
                var answer = await door.KnockAsync(body);
                Assert.True(
                    answer.Status is >= 400 and < 500,
                    $"{name}, {path} = {Short(raw)}: expected a 4xx problem, got {answer}");
                answer.ExpectCallersProblem();
            }
        }

        Assert.Equal(before, await house.LookAsync());
    }

    private static string Short(string raw) => raw.Length > 100 ? $"{raw[..100]}… ({raw.Length})" : raw;
}
