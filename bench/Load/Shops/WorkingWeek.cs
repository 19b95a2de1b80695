using System.Globalization;
using System.Text;

namespace BookedBarber.Bench.Shops;

/// <summary>The hours that every barber works in a scenario.</summary>
internal static class WorkingWeek
{
    private static readonly string[] Days =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Monday to Saturday, nine hours each.</summary>
    public static IReadOnlyList<HoursView> Full { get; } =
    [
        .. Enumerable.Range(1, 6).SelectMany(day => (HoursView[])
            [new HoursView(day, 9 * 60, 13 * 60), new HoursView(day, 14 * 60, 19 * 60)]),
    ];

    /// <summary>
    /// Half an hour each day: two starts of a quarter. A page of ten barbers and seven days has some 5 KB, as that of
    /// a busy shop has, and stays at that while bookings come in.
    /// </summary>
    public static IReadOnlyList<HoursView> HalfHours { get; } =
        [.. Enumerable.Range(1, 7).Select(day => new HoursView(day, 9 * 60, (9 * 60) + 30))];

    /// <summary>As the public API takes it.</summary>
    public static string Body(IReadOnlyList<HoursView> hours)
    {
        var json = new StringBuilder("{\"weekly\":{");
        json.AppendJoin(',', Days.Select((name, index) =>
        {
            var intervals = hours.Where(interval => interval.Weekday == index + 1).Select(interval =>
                $"{{\"from\":\"{Text(interval.FromMinute)}\",\"to\":\"{Text(interval.ToMinute)}\"}}");
            return $"\"{name}\":[{string.Join(',', intervals)}]";
        }));
        return json.Append("},\"exceptions\":[]}").ToString();
    }

    private static string Text(int minute) =>
        string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
