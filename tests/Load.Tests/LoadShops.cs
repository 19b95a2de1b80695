using System.Globalization;

namespace BookedBarber.Load.Tests;

/// <summary>The program with a few shops of the kind that load tests ask for.</summary>
public sealed class LoadShops : IAsyncLifetime
{
    /// <summary>How many there are.</summary>
    public const int Count = 3;

    private ApiProcess? _process;

    /// <summary>The process.</summary>
    public ApiProcess Process => _process ?? throw new InvalidOperationException("The program was not started.");

    async Task IAsyncLifetime.InitializeAsync()
    {
        if (K6.SkipReason is not null)
        {
            return;
        }

        var postgres = new PostgresFixture();
        await ((IAsyncLifetime)postgres).InitializeAsync();
        _process = await ApiProcess.StartAsync(
            DataDirectory.Create(),
            ("ConnectionStrings__BookedBarber", await postgres.CreateDatabaseAsync()),
            ("BookedBarber__Demo", "false"),
            ("BookedBarber__Demo__Shops", Count.ToString(CultureInfo.InvariantCulture)));
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
