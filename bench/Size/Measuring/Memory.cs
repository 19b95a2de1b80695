namespace BookedBarber.Size.Measuring;

/// <summary>What this process takes, with nothing but what is in use.</summary>
/// <param name="HeapBytes">Objects that are in use.</param>
/// <param name="WorkingSetBytes">Memory of the process, after the heap has given back what it can.</param>
internal sealed record Memory(long HeapBytes, long WorkingSetBytes)
{
    public double HeapMiB => HeapBytes / 1024.0 / 1024;

    public double WorkingSetMiB => WorkingSetBytes / 1024.0 / 1024;

    public static Memory Read()
    {
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return new Memory(heap, Environment.WorkingSet);
    }
}
