using System.Collections.Immutable;
using System.Text.Json;
using BookedBarber.Grains.Barbers;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Grains.Shops;
using BookedBarber.Silo.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Size.Seeding;

/// <summary>Shops and barbers as rows of grain state, as if the program had written them.</summary>
internal static class GrainRows
{
    private const string TimeZone = "Etc/UTC";
    private const string CopySql =
        "copy grain_state (service, grain_key, state_name, payload, version, modified_at) from stdin (format binary)";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly HoursMessage Hours = new()
    {
        Weekly =
        [
            .. Enumerable.Range(0, 7).Select(_ => ImmutableArray.Create(
                new IntervalMessage { FromMinute = Shop.FirstHour * 60, ToMinute = Shop.LastHour * 60 })),
        ],
    };

    public static async Task CopyAsync(NpgsqlDataSource database, IEnumerable<Shop> shops)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var rows = await connection.BeginBinaryImportAsync(CopySql);
        foreach (var shop in shops)
        {
            await WriteAsync(rows, shop.Id, "shop", JsonSerializer.SerializeToUtf8Bytes(StateOf(shop), Json));
            var barber = JsonSerializer.SerializeToUtf8Bytes(StateOfBarber(shop), Json);
            foreach (var id in shop.Barbers)
            {
                await WriteAsync(rows, id, "barber", barber);
            }
        }

        await rows.CompleteAsync();
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter rows, Guid key, string state, byte[] payload)
    {
        await rows.StartRowAsync();
        await rows.WriteAsync(SiloSettings.ServiceId, NpgsqlDbType.Text);
        await rows.WriteAsync(key.ToString(), NpgsqlDbType.Text);
        await rows.WriteAsync(state, NpgsqlDbType.Text);
        await rows.WriteAsync(payload, NpgsqlDbType.Bytea);
        await rows.WriteAsync(1, NpgsqlDbType.Integer);
        await rows.WriteAsync(DateTime.UtcNow, NpgsqlDbType.TimestampTz);
    }

    private static ShopState StateOf(Shop shop) => new()
    {
        SettingsRevision = 1,
        Profile = new ShopProfile
        {
            Id = shop.Id,
            Slug = $"shop-{shop.Number}",
            Name = $"Shop {shop.Number}",
            TimeZone = TimeZone,
            Currency = "EUR",
            Policy = new PolicyMessage(),
            Services =
            [
                new ServiceProfile
                {
                    Id = shop.Service,
                    Name = "Haircut",
                    Minutes = Shop.Minutes,
                    Price = new MoneyAmount { Amount = 3_500, Currency = "EUR" },
                },
            ],
            Barbers =
            [
                .. shop.Barbers.Select((id, index) => new BarberProfile
                {
                    Id = id,
                    Name = $"Barber {index + 1}",
                    Services = [shop.Service],
                }),
            ],
        },
    };

    private static BarberState StateOfBarber(Shop shop) => new()
    {
        Settings = new BarberSettings
        {
            ShopId = shop.Id,
            Revision = 1,
            TimeZone = TimeZone,
            Policy = new PolicyMessage(),
        },
        Hours = Hours,
        Version = 2,
    };
}
