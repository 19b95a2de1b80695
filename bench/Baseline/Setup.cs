using Npgsql;

namespace BookedBarber.Baseline;

/// <summary>Takes over the shops of the other side, so that both have the same to do.</summary>
internal static class Setup
{
    public static void MapSetup(this WebApplication app)
    {
        app.MapGet("/ready", () => "ready");
        app.MapPut("/setup", async (ShopSetup[] shops, NpgsqlDataSource database) =>
        {
            foreach (var shop in shops)
            {
                await AddAsync(database, shop);
            }
        });
    }

    private static async Task AddAsync(NpgsqlDataSource database, ShopSetup shop)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("insert into shops values ($1, $2, $3)")
                {
                    Parameters = { new() { Value = shop.Id }, new() { Value = shop.TimeZone },
                        new() { Value = shop.SlotMinutes } },
                },
                new("insert into services select s.id, $1, s.minutes, s.amount, s.currency "
                    + "from unnest($2::uuid[], $3::int[], $4::bigint[], $5::text[]) s(id, minutes, amount, currency)")
                {
                    Parameters =
                    {
                        new() { Value = shop.Id },
                        new() { Value = shop.Services.Select(service => service.Id).ToArray() },
                        new() { Value = shop.Services.Select(service => service.Minutes).ToArray() },
                        new() { Value = shop.Services.Select(service => service.Price.Amount).ToArray() },
                        new() { Value = shop.Services.Select(service => service.Price.Currency).ToArray() },
                    },
                },
                new("insert into barbers select b.id, $1, b.position, $3, $4, $5 "
                    + "from unnest($2::uuid[]) with ordinality b(id, position)")
                {
                    Parameters =
                    {
                        new() { Value = shop.Id },
                        new() { Value = shop.Barbers },
                        new() { Value = shop.Hours.Select(hours => hours.Weekday).ToArray() },
                        new() { Value = shop.Hours.Select(hours => hours.FromMinute).ToArray() },
                        new() { Value = shop.Hours.Select(hours => hours.ToMinute).ToArray() },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync();
    }
}
