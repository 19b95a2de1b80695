using BookedBarber.Capacity.Kustomize;
using k8s.Models;

namespace BookedBarber.Deploy.Tests.Kubernetes;

/// <summary>
/// Pods against the profile "restricted" of https://kubernetes.io/docs/concepts/security/pod-security-standards/, and what
/// this house adds to it: a root that cannot be written to, and no token of the cluster.
/// </summary>
internal static class PodSecurityChecks
{
    public static IEnumerable<string> Findings(Overlay overlay)
    {
        var spaces = overlay.All<V1Namespace>("Namespace").ToList();
        if (spaces is not [{ Metadata.Labels: { } labels }]
            || !labels.TryGetValue("pod-security.kubernetes.io/enforce", out var level) || level != "restricted")
        {
            yield return "The namespace does not enforce the profile restricted.";
        }

        foreach (var one in overlay.Objects.Where(one => one.Kind != "Namespace"
            && !(one.Yaml + "\n").Contains($"\n  namespace: {spaces[0].Metadata.Name}\n", StringComparison.Ordinal)))
        {
            yield return $"{one.Kind} {one.Name}: it is not in the namespace of its overlay.";
        }

        foreach (var account in overlay.All<V1ServiceAccount>("ServiceAccount"))
        {
            if (account.AutomountServiceAccountToken is not false)
            {
                yield return $"ServiceAccount {account.Metadata.Name}: its token is mounted.";
            }
        }

        foreach (var deployment in overlay.Deployments())
        {
            foreach (var finding in Findings(deployment.Pod()))
            {
                yield return $"Deployment {deployment.Metadata.Name}: {finding}";
            }
        }
    }

    private static IEnumerable<string> Findings(V1PodSpec pod)
    {
        if (pod.AutomountServiceAccountToken is not false)
        {
            yield return "the token of its service account is mounted.";
        }

        if (pod.SecurityContext is not { RunAsNonRoot: true, RunAsUser: > 0, SeccompProfile.Type: "RuntimeDefault" })
        {
            yield return "it may be root, or make any system call.";
        }

        if (pod.HostNetwork is true || pod.HostPID is true || pod.HostIPC is true)
        {
            yield return "it shares what belongs to its node.";
        }

        if ((pod.Volumes ?? []).Any(volume => volume.EmptyDir is not { SizeLimit: not null }))
        {
            yield return "it has a volume without a bound, or one that outlives it.";
        }

        foreach (var container in pod.Containers)
        {
            if (container.SecurityContext is not
                { AllowPrivilegeEscalation: false, ReadOnlyRootFilesystem: true, Capabilities.Drop: ["ALL"] })
            {
                yield return "its container may gain rights or write to its root.";
            }

            if (!Bounded(container, "cpu") || !Bounded(container, "memory"))
            {
                yield return "its container does not say what it needs and what it may use at most.";
            }
        }
    }

    private static bool Bounded(V1Container container, string resource) =>
        container.Resources?.Requests?.TryGetValue(resource, out var request) is true
        && container.Resources.Limits?.TryGetValue(resource, out var limit) is true
        && request.ToDouble() <= limit.ToDouble();
}
