using Orleans.Configuration;

namespace BookedBarber.Silo.Cluster;

// How long a cluster waits
//
// A silo that was killed is missed by its neighbours, which probe it each second; after three probes without an
// answer, and with the vote of a second silo where there is one, it is declared dead in the database, and its grains
// are activated elsewhere. So a barber is out of reach for three to five seconds. Shorter would take a pause of the
// garbage collector, or a busy machine, for a death: that costs no booking (a silo that finds itself declared dead
// ends, and the fence refuses what it may still write), but its barbers load anew.
//
// A call that was on its way to the dead silo gets no answer at all: only the response timeout ends it. It is as long
// as the ledger's deadline for a commit at most, and short enough that a caller who repeats is answered within ten
// seconds.

/// <summary>The timeouts of silos and of their clients.</summary>
internal static class ClusterTimings
{
    /// <summary>How long a caller waits for a grain.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(4);

    /// <summary>How long the front door goes on repeating what is safe to repeat, the last wait included.</summary>
    public static readonly TimeSpan RepeatDeadline = TimeSpan.FromSeconds(10);

    /// <summary>How long a starting client waits for the first silo.</summary>
    public static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(60);

    public static void Configure(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);

        // A silo that starts takes those for dead that have not signed the table for three of these.
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.MaxJoinAttemptTime = TimeSpan.FromSeconds(60);
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    public static void Configure(GatewayOptions gateways) =>
        gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5);

    public static void Configure(MessagingOptions messaging) => messaging.ResponseTimeout = ResponseTimeout;
}
