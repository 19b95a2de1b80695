using BookedBarber.Capacity.Kustomize;
using k8s.Models;

namespace BookedBarber.Deploy.Tests.Kubernetes;

/// <summary>What has to get through, and what must not.</summary>
internal static class NetworkChecks
{
    private const int Http = 8080;
    private const int Silo = 11111;
    private const int Gateway = 30000;
    private const int Postgres = 5432;
    private const int Mail = 587;
    private const int Names = 53;
    private const int Otlp = 4317;

    private static readonly Peer Ingress = Peer.Pod("ingress-nginx", ("app.kubernetes.io/name", "ingress-nginx"));
    private static readonly Peer Prometheus = Peer.Pod("monitoring", ("app.kubernetes.io/name", "prometheus"));
    private static readonly Peer Collector =
        Peer.Pod("monitoring", ("app.kubernetes.io/name", "opentelemetry-collector"));

    private static readonly Peer Dns = Peer.Pod("kube-system", ("k8s-app", "kube-dns"));
    private static readonly Peer World = Peer.Outside("203.0.113.7");
    private static readonly Peer Metadata = Peer.Outside("169.254.169.254");
    private static readonly Peer Stranger = Peer.Pod("default", ("app.kubernetes.io/name", "silo"));

    public static IEnumerable<string> Findings(Overlay overlay)
    {
        var space = overlay.Objects.Single(one => one.Kind == "Namespace").Name;
        Peer PodOf(string name) => new(space, overlay.Get<V1Deployment>("Deployment", name).PodLabels(), null);
        var (api, silo) = (PodOf("api"), PodOf("silo"));
        var database = Peer.Outside(DatabaseAddress(overlay));
        var reach = new NetworkReach(overlay);

        (string Who, bool Wanted, Peer From, Peer To, int Port, string Protocol)[] expectations =
        [
            ("the ingress to the Api", true, Ingress, api, Http, "TCP"),
            ("the Api to the gateway of a silo", true, api, silo, Gateway, "TCP"),
            ("a silo to another one", true, silo, silo, Silo, "TCP"),
            ("the Api to PostgreSQL", true, api, database, Postgres, "TCP"),
            ("a silo to PostgreSQL", true, silo, database, Postgres, "TCP"),
            ("Prometheus to the Api", true, Prometheus, api, Http, "TCP"),
            ("Prometheus to a silo", true, Prometheus, silo, Http, "TCP"),
            ("the Api to the names", true, api, Dns, Names, "UDP"),
            ("a silo to the names", true, silo, Dns, Names, "TCP"),
            ("the Api to the mail server", true, api, Peer.Outside(MailAddress(overlay)), Mail, "TCP"),
            ("a silo to the mail server", false, silo, Peer.Outside(MailAddress(overlay)), Mail, "TCP"),
            ("the Api to the collector", true, api, Collector, Otlp, "TCP"),
            ("a silo to the collector", true, silo, Collector, Otlp, "TCP"),
            ("a silo to a calendar in the world", true, silo, World, 443, "TCP"),
            ("a silo to what the cloud says of its machine", false, silo, Metadata, 80, "TCP"),
            ("a silo to a neighbour of the cluster", false, silo, Peer.Outside("10.1.2.3"), 443, "TCP"),
            ("the ingress to a silo", false, Ingress, silo, Http, "TCP"),
            ("the world to the Api", false, World, api, Http, "TCP"),
            ("a stranger to the gateway", false, Stranger, silo, Gateway, "TCP"),
            ("a stranger to a silo", false, Stranger, silo, Silo, "TCP"),
            ("the Api to a silo's own port", false, api, silo, Silo, "TCP"),
            ("a silo to the Api", false, silo, api, Http, "TCP"),
            ("Prometheus to the gateway", false, Prometheus, silo, Gateway, "TCP"),
            ("the Api to the world", false, api, World, 443, "TCP"),
            ("the Api to a mail server in the world", false, api, World, Mail, "TCP"),
            ("a silo to the world", false, silo, World, Postgres, "TCP"),
            ("a new pod to the world", false, Peer.Pod(space, ("app", "new")), World, 443, "TCP"),
            ("the world to a new pod", false, World, Peer.Pod(space, ("app", "new")), 80, "TCP"),
        ];
        foreach (var (who, wanted, from, to, port, protocol) in expectations)
        {
            if (reach.Allows(from, to, port, protocol) != wanted)
            {
                yield return $"NetworkPolicy: {who} ({port}) {(wanted ? "does not get through." : "gets through.")}";
            }
        }
    }

    private static string DatabaseAddress(Overlay overlay) => AddressOf(overlay, "database");

    private static string MailAddress(Overlay overlay) => AddressOf(overlay, "mail");

    // Any address of the block that the overlay says it is in.
    private static string AddressOf(Overlay overlay, string policy) =>
        overlay.Get<V1NetworkPolicy>("NetworkPolicy", policy).Spec.Egress
            .SelectMany(rule => rule.To).Select(peer => peer.IpBlock.Cidr.Split('/')[0]).First();
}
