using System.Text;
using System.Text.Json;
using BookedBarber.Api.Tests.Server;
using BookedBarber.Api.Tests.Support;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Hostile;

/// <summary>Bodies that no client of ours would send get a problem of the 4xx kind, and change nothing.</summary>
public sealed class BrokenBodyTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static readonly string[] NotJson =
    [
        "", " ", "{", "}", "[", "{]", "nul", "undefined", "NaN", "{}{}", "{}x", "{} {}", "{'name':'x'}", "{\"name\"}",
        "{\"name\":}", "{\"name\":\"x\",}", "{\"name\":\"x\"", "{\"name\":\"\u0001\"}", "{\"name\":\"\\x\"}",
        "{\"name\":\"\\u12\"}", "{\"name\":01}", "{\"name\":+1}", "{\"name\":.5}", "{\"name\":Infinity}",
        "/* hello */{}", "{} // hello", "\0", "{\0}", "name=x&slug=y", "<?xml version=\"1.0\"?><shop/>",
    ];

    private static readonly string[] NotAnObject =
        ["null", "true", "42", "-0", "1e999", "\"text\"", "[]", "[{}]", "[null]", "[[[[]]]]"];

    private static readonly byte[][] NotUtf8 =
    [
        [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [.. "{\"name\":\""u8, 0xC0, 0x80, .. "\"}"u8],
        [.. "{\"name\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8], [.. "{\"name\":\""u8, 0xFF, .. "\"}"u8],
        Encoding.Unicode.GetBytes("{\"name\":\"x\"}"), Encoding.UTF32.GetBytes("{\"name\":\"x\"}"),
    ];

    [PostgresFact]
    public async Task What_is_not_a_json_object_is_refused_at_every_door()
    {
        var house = await House.OpenAsync(api);
        var before = await house.LookAsync();
        byte[][] bodies = [.. NotJson.Concat(NotAnObject).Select(Encoding.UTF8.GetBytes), .. NotUtf8];

        foreach (var door in house.Doors)
        {
            foreach (var body in bodies)
            {
                (await door.KnockAsync(body)).ExpectCallersProblem();
            }
        }

        Assert.Equal(before, await house.LookAsync());
    }

    [PostgresFact]
    public async Task A_value_of_the_wrong_type_is_refused_wherever_it_stands()
    {
        var house = await House.OpenAsync(api);
        var before = await house.LookAsync();

        foreach (var door in house.Doors)
        {
            foreach (var path in JsonPaths.All(door.Body))
            {
                foreach (var raw in WrongFor(JsonPaths.KindAt(door.Body, path)))
                {
                    (await door.KnockAsync(JsonPaths.With(door.Body, path, raw))).ExpectCallersProblem();
                }
            }
        }

        Assert.Equal(before, await house.LookAsync());
    }

    [PostgresFact]
    public async Task A_member_that_stands_there_twice_is_refused()
    {
        var house = await House.OpenAsync(api);
        var before = await house.LookAsync();

        foreach (var door in house.Doors)
        {
            foreach (var (name, value) in door.Body)
            {
                var twice = $"{{\"{name}\":{value!.ToJsonString()},{door.Body.ToJsonString()[1..]}";
                (await door.KnockAsync(twice)).ExpectCallersProblem();
            }
        }

        Assert.Equal(before, await house.LookAsync());
    }

    [PostgresFact]
    public async Task Nesting_without_end_is_refused()
    {
        var house = await House.OpenAsync(api);
        var before = await house.LookAsync();

        foreach (var door in house.Doors)
        {
            foreach (var depth in (int[])[65, 1_000, 30_000])
            {
                var (opening, closing) = (new string('[', depth), new string(']', depth));
                var first = door.Body.First().Key;
                (await door.KnockAsync(opening)).ExpectCallersProblem();
                (await door.KnockAsync(opening + closing)).ExpectCallersProblem();
                (await door.KnockAsync(JsonPaths.With(door.Body, first, opening + closing))).ExpectCallersProblem();
                (await door.KnockAsync(JsonPaths.With(door.Body, "unknown", opening + closing))).ExpectCallersProblem();
            }
        }

        Assert.Equal(before, await house.LookAsync());
    }

    [PostgresFact]
    public async Task What_is_not_said_to_be_json_is_refused()
    {
        var house = await House.OpenAsync(api);
        var before = await house.LookAsync();
        string?[] mediaTypes =
        [
            null, "text/plain", "text/json", "application/xml", "application/x-www-form-urlencoded", "application/jso",
        ];

        foreach (var door in house.Doors)
        {
            foreach (var mediaType in mediaTypes)
            {
                var body = Encoding.UTF8.GetBytes(door.Body.ToJsonString());
                (await door.KnockAsync(body, mediaType)).ExpectProblem(415, "unsupported_media_type");
            }
        }

        Assert.Equal(before, await house.LookAsync());
    }

    [PostgresFact]
    public async Task An_empty_object_names_what_is_missing()
    {
        var house = await House.OpenAsync(api);

        foreach (var door in house.Doors)
        {
            var problem = (await door.KnockAsync("{}")).ExpectProblem(422, "validation_failed");
            Assert.NotEmpty(problem["errors"].EnumerateArray());
        }
    }

    private static string[] WrongFor(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => ["42", "true", "[]", "{}", "[\"x\"]", "1e400"],
        JsonValueKind.Number =>
            ["\"42\"", "true", "[]", "{}", "1.5", "1e400", "-1e400", "99999999999999999999", "9223372036854775808"],
        JsonValueKind.Array => ["\"x\"", "42", "true", "{}", "[42]", "[[]]", "[{\"x\":[]}]", "[null]"],
        _ => ["\"x\"", "42", "true", "[]", "[{}]"],
    };
}
