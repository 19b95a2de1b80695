using BookedBarber.Api.Tests.Server;
using BookedBarber.TestKit;

namespace BookedBarber.Api.Tests.Hostile;

/// <summary>Thousands of bodies that nobody has thought of. A failure names the seed and the body.</summary>
public sealed class FuzzTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const int RequestsPerDoor = 350;
    private const int AtOnce = 16;

    [PostgresTheory]
    [InlineData(1)]
    [InlineData(2026)]
    public async Task No_mutation_of_a_good_body_is_ever_our_mistake(int seed)
    {
        var house = await House.OpenAsync(api);

        foreach (var (door, number) in house.Doors.Select((door, number) => (door, number)))
        {
            var mutations = new Mutations(door.Body, new Random(seed + (1_000 * number)));
            var bodies = Enumerable.Range(0, RequestsPerDoor).Select(_ => mutations.Next());
            foreach (var few in bodies.Chunk(AtOnce))
            {
                await Task.WhenAll(few.Select(body => ExpectDefiniteAnswerAsync(seed, door, body)));
            }
        }

        (await api.Anonymous.GetAsync("/health/ready")).Expect(200);
        (await api.Anonymous.GetAsync(house.Shop.Path)).Expect(200);
        Assert.Equal(0, await api.Table.CountOverlapsAsync());
    }

    private static async Task ExpectDefiniteAnswerAsync(int seed, Door door, byte[] body)
    {
        var answer = await door.KnockAsync(body);
        Assert.True(
            answer.Status is 200 or 201 or (>= 400 and < 500),
            $"Seed {seed}, {door.Name}: {answer} to {Convert.ToBase64String(body)}");
        if (answer.Status >= 400)
        {
            answer.ExpectCallersProblem();
        }
    }
}
