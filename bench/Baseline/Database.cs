using Npgsql;

namespace BookedBarber.Baseline;

/// <summary>The pool, tuned: connections are kept, statements are prepared, nothing is reset.</summary>
internal static class Database
{
    // On a machine with few cores more connections only wait for each other; this many fill a commit's disk flush.
    private const int DefaultPoolSize = 24;

    public static async Task<NpgsqlDataSource> OpenAsync(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            NoResetOnClose = true,
            MaxAutoPrepare = 32,
            AutoPrepareMinUsages = 2,
            Options = "-c jit=off",
            Timezone = "UTC",
        };
        if (!settings.ShouldSerialize("Maximum Pool Size"))
        {
            settings.MaxPoolSize = DefaultPoolSize;
        }

        settings.MinPoolSize = settings.MaxPoolSize;
        var dataSource = NpgsqlDataSource.Create(settings);
        using var schema = new StreamReader(
            typeof(Database).Assembly.GetManifestResourceStream("schema.sql")!);
        await using var command = dataSource.CreateCommand(await schema.ReadToEndAsync());
        await command.ExecuteNonQueryAsync();
        return dataSource;
    }
}
