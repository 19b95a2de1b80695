namespace BookedBarber.Api.Calendars;

/// <summary>Everything that has to do with calendar programs.</summary>
public static class CalendarEndpoints
{
    /// <summary>Maps it: what a token opens under the API, and what staff do under the shop.</summary>
    public static void MapCalendars(this RouteGroupBuilder v1, RouteGroupBuilder staff)
    {
        v1.MapCalendarFeeds();
        staff.MapBusyCalendars();
        staff.MapFeedAddress();
    }
}
