using System.Net;
using BookedBarber.Capacity.Kustomize;
using k8s.Models;

namespace BookedBarber.Deploy.Tests.Kubernetes;

/// <summary>Somebody on the network: a pod with its labels in a namespace, or an address outside.</summary>
internal sealed record Peer(string? Namespace, IDictionary<string, string> Labels, string? Address)
{
    public static Peer Pod(string space, params (string Key, string Value)[] labels) =>
        new(space, labels.ToDictionary(label => label.Key, label => label.Value), null);

    public static Peer Outside(string address) => new(null, new Dictionary<string, string>(), address);
}

/// <summary>
/// Who may reach whom, as https://kubernetes.io/docs/concepts/services-networking/network-policies/ defines it: a pod that
/// a policy selects may do what one of its policies allows, and both ends have to allow it.
/// </summary>
internal sealed class NetworkReach(Overlay overlay)
{
    private readonly List<V1NetworkPolicy> _policies = [.. overlay.All<V1NetworkPolicy>("NetworkPolicy")];
    private readonly string _namespace = overlay.Objects.Single(one => one.Kind == "Namespace").Name;

    /// <summary>Whether a connection from one to another is let through.</summary>
    public bool Allows(Peer from, Peer to, int port, string protocol = "TCP") =>
        Leaves(from, to, port, protocol) && Enters(from, to, port, protocol);

    private bool Leaves(Peer from, Peer to, int port, string protocol)
    {
        var policies = PoliciesOf(from, "Egress");
        return policies.Count == 0 || policies.SelectMany(policy => policy.Spec.Egress ?? []).Any(rule =>
            Means(rule.To, to) && HasPort(rule.Ports, to, port, protocol));
    }

    private bool Enters(Peer from, Peer to, int port, string protocol)
    {
        var policies = PoliciesOf(to, "Ingress");
        return policies.Count == 0 || policies.SelectMany(policy => policy.Spec.Ingress ?? []).Any(rule =>
            Means(rule.FromProperty, from) && HasPort(rule.Ports, to, port, protocol));
    }

    private List<V1NetworkPolicy> PoliciesOf(Peer peer, string direction) =>
        [.. _policies.Where(policy => peer.Namespace == _namespace && policy.Spec.PodSelector.Takes(peer.Labels)
            && policy.Spec.PolicyTypes.Contains(direction))];

    private bool Means(IList<V1NetworkPolicyPeer>? peers, Peer peer) => peers is null || peers.Any(one =>
        one.IpBlock is { } block
            ? peer.Address is { } address && IPNetwork.Parse(block.Cidr).Contains(IPAddress.Parse(address))
                && block.Except?.Any(except => IPNetwork.Parse(except).Contains(IPAddress.Parse(address))) is not true
            : peer.Namespace is { } space && SpaceOf(one, space) && one.PodSelector?.Takes(peer.Labels) is not false);

    private bool SpaceOf(V1NetworkPolicyPeer peer, string space) => peer.NamespaceSelector is { } selector
        ? selector.Takes(new Dictionary<string, string> { ["kubernetes.io/metadata.name"] = space })
        : space == _namespace;

    private bool HasPort(IList<V1NetworkPolicyPort>? ports, Peer to, int port, string protocol) =>
        ports is null || ports.Any(one => (one.Protocol ?? "TCP") == protocol && NumberOf(one.Port, to) == port);

    private int? NumberOf(IntOrString port, Peer to) => int.TryParse(port.Value, out var number) ? number
        : overlay.Deployments().Where(one => new V1LabelSelector { MatchLabels = one.PodLabels() }.Takes(to.Labels))
            .Select(one => one.Pod().PortOf(port)).FirstOrDefault();
}
