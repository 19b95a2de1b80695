using BookedBarber.Capacity.Autoscaling;
using BookedBarber.Capacity.Kustomize;
using k8s.Models;

namespace BookedBarber.Capacity.Days;

/// <summary>A Deployment and its autoscaler.</summary>
/// <param name="Name">The name of both.</param>
/// <param name="Cpus">Processors that a pod asks for, and so is sure to have.</param>
/// <param name="MostCpus">Processors that a pod may use when its node has them to spare.</param>
/// <param name="MemoryGiB">Memory that a pod may use.</param>
/// <param name="Rules">The autoscaler.</param>
internal sealed record Workload(string Name, double Cpus, double MostCpus, double MemoryGiB, ScalingRules Rules)
{
    /// <summary>Reads it from a rendered overlay.</summary>
    public static Workload From(Overlay overlay, string name)
    {
        var pod = overlay.Get<V1Deployment>("Deployment", name).Spec.Template.Spec;
        var resources = pod.Containers.Single().Resources;
        return new Workload(
            name,
            resources.Requests["cpu"].ToDouble(),
            resources.Limits["cpu"].ToDouble(),
            resources.Limits["memory"].ToDouble() / (1 << 30),
            ScalingRules.From(overlay.Get<V2HorizontalPodAutoscaler>("HorizontalPodAutoscaler", name)));
    }
}
