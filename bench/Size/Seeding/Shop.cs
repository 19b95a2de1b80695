namespace BookedBarber.Size.Seeding;

/// <summary>A shop that is there, with one service that all its barbers do.</summary>
internal sealed record Shop(int Number, Guid Id, Guid Service, Guid[] Barbers)
{
    /// <summary>How many barbers a shop has.</summary>
    public const int BarberCount = 10;

    /// <summary>When its day begins.</summary>
    public const int FirstHour = 9;

    /// <summary>When its day ends.</summary>
    public const int LastHour = 19;

    /// <summary>How long an appointment takes.</summary>
    public const int Minutes = 30;

    public static Shop New(int number) => new(
        number,
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        [.. Enumerable.Range(0, BarberCount).Select(_ => Guid.CreateVersion7())]);
}
