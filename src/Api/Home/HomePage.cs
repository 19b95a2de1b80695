namespace BookedBarber.Api.Home;

/// <summary>The page at <c>/</c>: what is running, and today's open times of the demo shop.</summary>
public static class HomePage
{
    /// <summary>Maps the page.</summary>
    public static void MapHome(this WebApplication app) =>
        app.MapGet("/", () => "BookedBarber").ExcludeFromDescription();
}
