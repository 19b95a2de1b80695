using BookedBarber.Scheduling.Availability;

namespace BookedBarber.Scheduling.Tests.ClockChanges;

/// <summary>Grids and shapes to take turns with, so that each zone meets every combination over its changes.</summary>
internal static class Variety
{
    private static readonly int[] Grids = [5, 10, 15, 20, 30, 45, 60];

    private static readonly ServiceShape[] Shapes =
        [new(1, 0, 0), new(6, 0, 0), new(9, 1, 2), new(12, 0, 3), new(24, 3, 0), new(36, 0, 0)];

    public static int Grid(int number) => Grids[number % Grids.Length];

    public static ServiceShape Shape(int number) => Shapes[number % Shapes.Length];
}
