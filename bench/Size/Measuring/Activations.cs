using System.Diagnostics;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Size.Hosting;
using BookedBarber.Size.Seeding;

namespace BookedBarber.Size.Measuring;

/// <summary>
/// All barbers of the town active at once: how long that takes cold, what each costs, what is given back.
/// </summary>
internal static class Activations
{
    // As many as the pool has connections: each reads its state, and then its timeline.
    private const int AtOnce = 32;

    private const int GoalBytes = 4 * 1024;

    public static async Task MeasureAsync(GrainsHost host, IReadOnlyList<Shop> shops)
    {
        Guid[] barbers = [.. shops.SelectMany(shop => shop.Barbers)];
        var before = Memory.Read();
        var times = new Times();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            barbers,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (barber, _) => await times.OfAsync(
                () => host.Grains.GetGrain<IBarberGrain>(barber.ToString()).GetVersion()));
        var elapsed = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(
            $"cold activation of {barbers.Length:N0} barbers, {AtOnce} at a time: {elapsed.TotalSeconds:0.0} s, "
            + $"{barbers.Length / elapsed.TotalSeconds:N0}/s, p50 {times.P50:0.00} ms, p99 {times.P99:0.00} ms");

        times = new Times();
        var active = Memory.Read();
        var wereActive = await host.CollectIdleAsync();
        var after = Memory.Read();
        Console.WriteLine();
        Console.WriteLine($"{"memory, MiB",-40}{"heap",12}{"working set",14}");
        Write("before", before);
        Write($"{wereActive:N0} barbers active, 60 days hot", active);
        Write("after idle collection", after);
        Console.WriteLine(
            $"heap for each barber: {(active.HeapBytes - before.HeapBytes) / barbers.Length:N0} bytes "
            + $"(goal ≤ {GoalBytes:N0}); given back: {(active.HeapBytes - after.HeapBytes) / barbers.Length:N0}");
    }

    private static void Write(string what, Memory memory) =>
        Console.WriteLine($"{what,-40}{memory.HeapMiB,12:N1}{memory.WorkingSetMiB,14:N1}");
}
