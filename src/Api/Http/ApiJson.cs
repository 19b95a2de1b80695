using System.Text.Json;
using System.Text.Json.Serialization;
using BookedBarber.Api.Access;
using BookedBarber.Api.Barbers;
using BookedBarber.Api.Bookings;
using BookedBarber.Api.Calendars;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Calendars;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Http;

/// <summary>How every body is read and written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    AllowDuplicateProperties = false,
    PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(ApiProblem))]
[JsonSerializable(typeof(ShopProfile))]
[JsonSerializable(typeof(ServiceProfile))]
[JsonSerializable(typeof(BarberProfile))]
[JsonSerializable(typeof(TimeOffMessage))]
[JsonSerializable(typeof(ShopBody))]
[JsonSerializable(typeof(ServiceBody))]
[JsonSerializable(typeof(BarberBody))]
[JsonSerializable(typeof(HoursBody))]
[JsonSerializable(typeof(TimeOffBody))]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(KeyAnswer))]
[JsonSerializable(typeof(BookingBody))]
[JsonSerializable(typeof(RescheduleBody))]
[JsonSerializable(typeof(BookingView))]
[JsonSerializable(typeof(BookingListView))]
[JsonSerializable(typeof(BusyCalendarMessage))]
[JsonSerializable(typeof(BusyCalendarListView))]
[JsonSerializable(typeof(SubscriptionBody))]
[JsonSerializable(typeof(FeedView))]
public sealed partial class ApiJson : JsonSerializerContext;
