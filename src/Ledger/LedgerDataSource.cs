using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Ledger;

/// <summary>How this program talks to PostgreSQL.</summary>
public static class LedgerDataSource
{
    // A peer that vanished must not keep its locks for the two hours that TCP would give it, and a forgotten psql
    // session must not stop the shop: both are ended by the server. And plans are kept for as long as their connection:
    // one that was made when a table had a few rows must not read all of it when there are many.
    private const string ServerSettings =
        @"-c lock_timeout=2000 -c jit=off -c enable_seqscan=off -c default_transaction_isolation=read\ committed "
        + "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3";

    /// <summary>
    /// A data source for the ledger and for all that lives beside it in the same database. What the connection string
    /// says is kept; what it leaves open gets short timeouts, a bounded pool and automatic preparation.
    /// </summary>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="loggerFactory">Where to log.</param>
    /// <param name="name">What its pool is called in metrics, which would show the connection string else.</param>
    public static NpgsqlDataSource Create(
        string connectionString, ILoggerFactory? loggerFactory = null, string name = "ledger")
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = name };
        var settings = builder.ConnectionStringBuilder;
        void Default(string keyword, object value)
        {
            if (!settings.ShouldSerialize(keyword))
            {
                settings[keyword] = value;
            }
        }

        Default("Application Name", "BookedBarber");
        Default("Maximum Pool Size", 32);
        Default("Timeout", 3);
        Default("Command Timeout", 4);
        Default("Cancellation Timeout", 500);
        Default("Max Auto Prepare", 64);
        Default("Auto Prepare Min Usages", 2);
        Default("Tcp Keepalive", true);
        Default("Timezone", "UTC");
        Default("Options", ServerSettings);

        // Asked for by default, and no use where there is no Kerberos, as in the images.
        Default("GSS Encryption Mode", "Disable");

        // No session here sets anything that the next one would have to be protected from.
        Default("No Reset On Close", true);
        if (loggerFactory is not null)
        {
            builder.UseLoggerFactory(loggerFactory);
        }

        return builder.Build();
    }
}
