using BookedBarber.Accounts.Members;

namespace BookedBarber.Api.Access;

/// <summary>
/// Who may use an endpoint. Every endpoint has one, and all are checked in one place, <see cref="AccessGuard"/>: an
/// endpoint of a guarded group that has none keeps the program from starting to answer.
/// </summary>
public sealed record AccessPolicy
{
    private AccessPolicy(AccessKind kind) => Kind = kind;

    /// <summary>Everyone; nothing is looked at.</summary>
    public static AccessPolicy Open { get; } = new(AccessKind.Open);

    /// <summary>Who has the token of the booking in the address, or works in its shop.</summary>
    public static AccessPolicy Booking { get; } = new(AccessKind.Booking);

    /// <summary>The same at an address that programs open by themselves: the token may be in its query.</summary>
    public static AccessPolicy BookingAddress { get; } = Booking with { TokenInQuery = true };

    /// <summary>
    /// Who has the link of the booking in the address. The token in it is in the query or in a form, and the page that
    /// reads it checks it, with <see cref="BookingAccess"/>.
    /// </summary>
    public static AccessPolicy BookingLink { get; } = new(AccessKind.BookingLink);

    /// <summary>Who has the link of a feed; its token is checked where it is read.</summary>
    public static AccessPolicy FeedLink { get; } = new(AccessKind.FeedLink);

    /// <summary>
    /// Who works in the shop of the booking in the address; a barber only with their own bookings. Where the address
    /// has a shop too, a booking of another shop is not found.
    /// </summary>
    public static AccessPolicy BookingStaff { get; } = new(AccessKind.BookingStaff);

    /// <summary>Managers and owners of the shop in the address, and its keys.</summary>
    public static AccessPolicy Manager { get; } = new(AccessKind.Shop) { Minimum = ShopRole.Manager };

    /// <summary>Owners of the shop in the address, and its keys.</summary>
    public static AccessPolicy Owner { get; } = new(AccessKind.Shop) { Minimum = ShopRole.Owner };

    /// <summary>
    /// Owners of the shop in the address, but not its keys: a key that was lost must not make new owners.
    /// </summary>
    public static AccessPolicy OwnerInPerson { get; } = Owner with { ForKeys = false };

    /// <summary>As managers; a barber as well, when the barber <c>{id}</c> in the address is their own.</summary>
    public static AccessPolicy OwnCalendar { get; } = Manager with { BarberValue = "id" };

    /// <summary>Everybody in the shop; a barber is shown what is theirs (<see cref="Admission.OnlyBarber"/>).</summary>
    public static AccessPolicy Staff { get; } = new(AccessKind.Shop) { Minimum = ShopRole.Barber };

    /// <summary>Who acts for every shop.</summary>
    public static AccessPolicy Administrator { get; } = new(AccessKind.Administrator);

    /// <summary>Administrators, and people with a second factor.</summary>
    public static AccessPolicy NewShop { get; } = new(AccessKind.NewShop);

    /// <summary>Every person who is signed in.</summary>
    public static AccessPolicy Person { get; } = new(AccessKind.Person);

    /// <summary>Every person who is signed in, also one who must set up a second factor first.</summary>
    public static AccessPolicy Enrolment { get; } = Person with { BeforeTwoFactor = true };

    /// <summary>What is asked.</summary>
    public AccessKind Kind { get; }

    /// <summary>The least that somebody must be in the shop.</summary>
    public ShopRole Minimum { get; private init; }

    /// <summary>Whether keys of the shop will do.</summary>
    public bool ForKeys { get; private init; } = true;

    /// <summary>The route value with the barber whose calendar it is; null when it is nobody's.</summary>
    public string? BarberValue { get; private init; }

    /// <summary>Whether a booking's token may stand in the address.</summary>
    public bool TokenInQuery { get; private init; }

    /// <summary>Whether somebody gets here who lacks the second factor that they must have.</summary>
    public bool BeforeTwoFactor { get; private init; }

    /// <summary>Whether it is a page: then who is nobody is sent to sign in, and not told a problem.</summary>
    public bool IsPage { get; private init; }

    /// <summary>The same for a page.</summary>
    public AccessPolicy AsPage() => this with { IsPage = true };
}

/// <summary>What a policy asks.</summary>
public enum AccessKind
{
    /// <summary>Nothing.</summary>
    Open,

    /// <summary>The booking's token or the staff of its shop.</summary>
    Booking,

    /// <summary>The booking's token, which the page looks for.</summary>
    BookingLink,

    /// <summary>The token of a feed, which its endpoint looks for.</summary>
    FeedLink,

    /// <summary>The staff of the booking's shop.</summary>
    BookingStaff,

    /// <summary>The staff of the shop in the address.</summary>
    Shop,

    /// <summary>To act for every shop.</summary>
    Administrator,

    /// <summary>To act for every shop, or to be a person with a second factor.</summary>
    NewShop,

    /// <summary>To be a person who is signed in.</summary>
    Person,
}
