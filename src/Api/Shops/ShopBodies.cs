using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Shops;

/// <summary>An amount of money in a body.</summary>
/// <param name="Amount">Minor units.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record MoneyBody(long? Amount, string? Currency)
{
    /// <summary>As grains take it.</summary>
    public MoneyAmount Read(FieldErrors errors, string field) => new()
    {
        Amount = errors.Required(Amount, $"{field}.amount"),
        Currency = errors.Required(Currency, $"{field}.currency"),
    };
}

/// <summary>A booking policy in a body; what is left out has its default.</summary>
/// <param name="SlotMinutes">Starts lie at multiples of this.</param>
/// <param name="MinNoticeMinutes">How long before its start a booking is made.</param>
/// <param name="HorizonDays">How many days ahead can be booked.</param>
/// <param name="CancelUntilMinutes">Until how long before its start a client may cancel.</param>
/// <param name="HoldMinutes">How long a time is held for a deposit.</param>
public sealed record PolicyBody(
    int? SlotMinutes, int? MinNoticeMinutes, int? HorizonDays, int? CancelUntilMinutes, int? HoldMinutes)
{
    /// <summary>As grains take it.</summary>
    public PolicyMessage Read()
    {
        var standard = new PolicyMessage();
        return new PolicyMessage
        {
            SlotMinutes = SlotMinutes ?? standard.SlotMinutes,
            MinNoticeMinutes = MinNoticeMinutes ?? standard.MinNoticeMinutes,
            HorizonDays = HorizonDays ?? standard.HorizonDays,
            CancelUntilMinutes = CancelUntilMinutes ?? standard.CancelUntilMinutes,
            HoldMinutes = HoldMinutes ?? standard.HoldMinutes,
        };
    }
}

/// <summary>A shop in a body.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="TimeZone">IANA time zone.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Policy">The booking policy; the defaults when left out.</param>
public sealed record ShopBody(string? Slug, string? Name, string? TimeZone, string? Currency, PolicyBody? Policy)
{
    /// <summary>As grains take it.</summary>
    public ShopDefinition Read(FieldErrors errors) => new()
    {
        Slug = errors.Required(Slug, "slug"),
        Name = errors.Required(Name, "name"),
        TimeZone = errors.Required(TimeZone, "timeZone"),
        Currency = errors.Required(Currency, "currency"),
        Policy = Policy?.Read() ?? new PolicyMessage(),
    };
}

/// <summary>A service in a body.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Minutes">How long the client is there.</param>
/// <param name="Price">What it costs.</param>
/// <param name="BufferBeforeMinutes">What the barber needs before.</param>
/// <param name="BufferAfterMinutes">What the barber needs after.</param>
/// <param name="Deposit">What confirms a booking.</param>
public sealed record ServiceBody(
    string? Name,
    int? Minutes,
    MoneyBody? Price,
    int? BufferBeforeMinutes,
    int? BufferAfterMinutes,
    MoneyBody? Deposit)
{
    /// <summary>As grains take it.</summary>
    public ServiceDefinition Read(FieldErrors errors)
    {
        if (Price is null)
        {
            errors.Add("price", "is required");
        }

        return new ServiceDefinition
        {
            Name = errors.Required(Name, "name"),
            Minutes = errors.Required(Minutes, "minutes"),
            Price = (Price ?? new MoneyBody(0, "")).Read(errors, "price"),
            BufferBeforeMinutes = BufferBeforeMinutes ?? 0,
            BufferAfterMinutes = BufferAfterMinutes ?? 0,
            Deposit = Deposit?.Read(errors, "deposit"),
        };
    }
}

/// <summary>A barber's own minutes or price for one service.</summary>
/// <param name="Service">The service.</param>
/// <param name="Minutes">Instead of the service's.</param>
/// <param name="Price">Instead of the service's.</param>
public sealed record BarberTermsBody(string? Service, int? Minutes, MoneyBody? Price);

/// <summary>A barber in a body.</summary>
/// <param name="Name">How clients know them.</param>
/// <param name="Services">The services that they do.</param>
/// <param name="Terms">Their own minutes or prices for some of them.</param>
public sealed record BarberBody(string? Name, IReadOnlyList<string?>? Services, IReadOnlyList<BarberTermsBody?>? Terms)
{
    /// <summary>As grains take it.</summary>
    public BarberDefinition Read(FieldErrors errors)
    {
        if (Services is null)
        {
            errors.Add("services", "is required");
        }

        return new BarberDefinition
        {
            Name = errors.Required(Name, "name"),
            Services = [.. (Services ?? []).Select((id, i) => errors.RequiredId(id, $"services[{i}]"))],
            Terms = [.. (Terms ?? []).Select((terms, i) => ReadTerms(terms, errors, $"terms[{i}]"))],
        };
    }

    private static BarberTermsMessage ReadTerms(BarberTermsBody? terms, FieldErrors errors, string field) => new()
    {
        Service = errors.RequiredId(terms?.Service, $"{field}.service"),
        Minutes = terms?.Minutes,
        Price = terms?.Price?.Read(errors, $"{field}.price"),
    };
}
