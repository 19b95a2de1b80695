// A campaign takes all processors; beside it, nothing is answered in time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
