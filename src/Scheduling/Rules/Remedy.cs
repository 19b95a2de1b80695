namespace BookedBarber.Scheduling.Rules;

/// <summary>What the caller can do about a refusal.</summary>
public enum Remedy
{
    /// <summary>Nothing; it is too late for this booking.</summary>
    None = 0,

    /// <summary>Choose another start or another barber.</summary>
    ChooseAnotherStart = 1,

    /// <summary>Ask again when the date has come within the horizon.</summary>
    TryAgainLater = 2,

    /// <summary>Correct the request; as it stands it can never be granted.</summary>
    CorrectRequest = 3,

    /// <summary>Book again from the beginning.</summary>
    BookAgain = 4,

    /// <summary>Ask the shop, which can do what a client cannot.</summary>
    ContactShop = 5,
}
