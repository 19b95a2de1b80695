using BookedBarber.Capacity.Days;
using BookedBarber.Capacity.Kustomize;
using BookedBarber.Capacity.Measured;

try
{
    var overlay = await Overlay.RenderAsync(args is [var directory] ? directory : "k8s/overlays/production");
    var plan = new Plan(Workload.From(overlay, "api"), Workload.From(overlay, "silo"), MeasuredNumbers.Read());
    Console.Write(CapacityPage.Write(plan));
    return 0;
}
catch (InvalidOperationException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
