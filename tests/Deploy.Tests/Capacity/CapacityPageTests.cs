using BookedBarber.Capacity.Days;
using BookedBarber.Capacity.Kustomize;
using BookedBarber.Capacity.Measured;
using BookedBarber.Deploy.Tests.Kubernetes;

namespace BookedBarber.Deploy.Tests.Capacity;

public sealed class CapacityPageTests
{
    [KubectlFact]
    public async Task The_page_in_docs_is_what_the_program_prints_for_production()
    {
        var overlay = await Overlay.RenderAsync(Repository.PathTo("k8s", "overlays", "production"));
        var plan = new Plan(Workload.From(overlay, "api"), Workload.From(overlay, "silo"), MeasuredNumbers.Read());

        Assert.Equal(Repository.Read("docs", "capacity.md"), CapacityPage.Write(plan));
    }
}
