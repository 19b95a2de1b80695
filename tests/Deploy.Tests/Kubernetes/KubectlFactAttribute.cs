namespace BookedBarber.Deploy.Tests.Kubernetes;

/// <summary>Whether kubectl is here, and its Kustomize knows what the overlays use.</summary>
internal static class KubectlAvailability
{
    /// <summary>Why tests are skipped, or null when they run.</summary>
    public static string? SkipReason { get; } = Requirement.SkipReason(
        "kubectl 1.27 or newer is not on PATH (Debian 13: kubernetes-client).",
        "kubectl",
        "kustomize",
        Repository.PathTo("k8s", "overlays", "production"));
}

/// <summary>A test that needs kubectl: without it, skipped on a laptop and failed in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public KubectlFactAttribute() => Skip = KubectlAvailability.SkipReason;
}

/// <summary>As <see cref="KubectlFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides whether the test can run here.</summary>
    public KubectlTheoryAttribute() => Skip = KubectlAvailability.SkipReason;
}
