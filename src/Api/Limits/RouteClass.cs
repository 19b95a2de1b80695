namespace BookedBarber.Api.Limits;

/// <summary>Endpoints that share a rate limit.</summary>
public sealed class RouteClass
{
    private RouteClass(string name, int standard)
    {
        Name = name;
        Standard = standard;
    }

    /// <summary>Signing in, and whatever checks a password or a code or sends a mail.</summary>
    public static RouteClass SignIn { get; } = new("SignIn", standard: 30);

    /// <summary>Booking; without a limit unless one is set.</summary>
    public static RouteClass Booking { get; } = new("Booking", standard: 0);

    /// <summary>Shops and their open starts; without a limit unless one is set.</summary>
    public static RouteClass Reads { get; } = new("Reads", standard: 0);

    /// <summary>What staff does; without a limit unless one is set.</summary>
    public static RouteClass Staff { get; } = new("Staff", standard: 0);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<RouteClass> All { get; } = [SignIn, Booking, Reads, Staff];

    /// <summary>The last part of its setting: <c>BookedBarber__RateLimits__…</c>.</summary>
    public string Name { get; }

    /// <summary>How many requests a minute one client has unless it is set; 0 for any number.</summary>
    public int Standard { get; }
}

/// <summary>How endpoints say which limit they share.</summary>
public static class RouteClasses
{
    /// <summary>Says which limit an endpoint shares.</summary>
    public static TBuilder Limited<TBuilder>(this TBuilder builder, RouteClass routes)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(routes));
        return builder;
    }
}
