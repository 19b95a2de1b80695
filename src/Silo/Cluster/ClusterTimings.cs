using BookedBarber.Silo.Calls;
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
// What the front door repeats (see RequestCopies) goes through the same silo for as long as that counts as alive; so it
// reads the list of silos each second, and the timeout of a call is short enough that the third attempt, six seconds
// after the first, finds another one.

/// <summary>The timeouts of silos and of their clients.</summary>
internal static class ClusterTimings
{
    /// <summary>How long a starting client waits for the first silo.</summary>
    public static readonly TimeSpan ConnectDeadline = TimeSpan.FromSeconds(60);

    public static void Configure(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);

        // Probes learn how long an answer takes; without this they would wait up to four times as long for one.
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(1.5);
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);

        // A silo that starts takes those for dead that have not signed the table for three of these.
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.MaxJoinAttemptTime = TimeSpan.FromSeconds(60);
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    public static void Configure(GatewayOptions gateways) =>
        gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(1);

    public static void Configure(MessagingOptions messaging) =>
        messaging.ResponseTimeout = RequestCopies.ResponseTimeout;
}
