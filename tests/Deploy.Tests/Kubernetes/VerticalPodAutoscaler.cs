using k8s;
using k8s.Models;

namespace BookedBarber.Deploy.Tests.Kubernetes;

// A VerticalPodAutoscaler is a custom resource: neither the client library nor another package publishes a model of it.
// These are the fields of autoscaling.k8s.io/v1 that its recommender reads, as its own reference names them; a field that
// is not here is an error like any other that a model lacks.

/// <summary>A VerticalPodAutoscaler of <c>autoscaling.k8s.io/v1</c>.</summary>
[KubernetesEntity(
    Group = "autoscaling.k8s.io", ApiVersion = "v1", Kind = "VerticalPodAutoscaler", PluralName = "verticalpodautoscalers")]
public sealed class VerticalPodAutoscaler : IKubernetesObject
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public V1ObjectMeta? Metadata { get; set; }

    public VerticalPodAutoscalerSpec? Spec { get; set; }
}

/// <summary>What it is to do.</summary>
public sealed class VerticalPodAutoscalerSpec
{
    public V1CrossVersionObjectReference? TargetRef { get; set; }

    public VerticalUpdatePolicy? UpdatePolicy { get; set; }

    public VerticalResourcePolicy? ResourcePolicy { get; set; }
}

/// <summary>Whether it acts on what it finds.</summary>
public sealed class VerticalUpdatePolicy
{
    public string UpdateMode { get; set; } = "";

    public int? MinReplicas { get; set; }
}

/// <summary>Within which bounds.</summary>
public sealed class VerticalResourcePolicy
{
    public IList<VerticalContainerPolicy> ContainerPolicies { get; set; } = [];
}

/// <summary>The bounds of a container.</summary>
public sealed class VerticalContainerPolicy
{
    public string ContainerName { get; set; } = "";

    public string? Mode { get; set; }

    public IDictionary<string, ResourceQuantity> MinAllowed { get; set; } = new Dictionary<string, ResourceQuantity>();

    public IDictionary<string, ResourceQuantity> MaxAllowed { get; set; } = new Dictionary<string, ResourceQuantity>();

    public IList<string> ControlledResources { get; set; } = [];

    public string? ControlledValues { get; set; }
}
