using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Accounts.Audit;
using BookedBarber.Api.Access;
using BookedBarber.Api.Barbers;
using BookedBarber.Api.Bookings;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Calendars;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Audit;

/// <summary>
/// What the audit log says of a change: what there is now, without secrets, and without who the client is.
/// </summary>
internal static class AuditDetails
{
    /// <summary>The id of what an endpoint answers with, its shop if it says so, and what it is like.</summary>
    public static (string? Subject, Guid? Shop, JsonElement? Detail) Of(object? value) => value switch
    {
        ServiceProfile service => (service.Id.ToString(), null, Json(service, ApiJson.Default.ServiceProfile)),
        BarberProfile barber => (barber.Id.ToString(), null, Json(barber, ApiJson.Default.BarberProfile)),
        TimeOffMessage timeOff => (timeOff.Id.ToString(), null, AuditDetail.Of(
            ("from", JsonValue.Create(timeOff.From)), ("to", JsonValue.Create(timeOff.To)))),
        HoursBody hours => (null, null, Json(hours, ApiJson.Default.HoursBody)),
        BusyCalendarMessage calendar => (calendar.Id.ToString(), null, AuditDetail.Of(("name", calendar.Name))),
        KeyAnswer key => (key.Id.ToString(), null, AuditDetail.Of(("name", key.Name))),
        ShopProfile shop => (shop.Id.ToString(), shop.Id, AuditDetail.Of(
            ("slug", shop.Slug), ("name", shop.Name), ("timeZone", shop.TimeZone), ("currency", shop.Currency))),
        BookingView booking => (booking.Id.ToString(), booking.Shop, AuditDetail.Of(
            ("status", booking.Status),
            ("barber", booking.Barber.ToString()),
            ("start", JsonValue.Create(booking.Start)))),
        _ => (null, null, null),
    };

    private static JsonElement Json<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.SerializeToElement(value, type);
}
