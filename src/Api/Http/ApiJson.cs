using System.Text.Json;
using System.Text.Json.Serialization;
using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.Sessions;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Access;
using BookedBarber.Api.Account;
using BookedBarber.Api.Audit;
using BookedBarber.Api.Members;
using BookedBarber.Api.Barbers;
using BookedBarber.Api.Bookings;
using BookedBarber.Api.Calendars;
using BookedBarber.Api.Pages;
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
[JsonSerializable(typeof(TimeOffListView))]
[JsonSerializable(typeof(ShopBody))]
[JsonSerializable(typeof(ServiceBody))]
[JsonSerializable(typeof(BarberBody))]
[JsonSerializable(typeof(HoursBody))]
[JsonSerializable(typeof(TimeOffBody))]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(KeyAnswer))]
[JsonSerializable(typeof(KeyListView))]
[JsonSerializable(typeof(SignInBody))]
[JsonSerializable(typeof(RefreshBody))]
[JsonSerializable(typeof(TokenPair))]
[JsonSerializable(typeof(RegisterBody))]
[JsonSerializable(typeof(EmailBody))]
[JsonSerializable(typeof(ConfirmEmailBody))]
[JsonSerializable(typeof(ResetPasswordBody))]
[JsonSerializable(typeof(ChangePasswordBody))]
[JsonSerializable(typeof(FirstSignInBody))]
[JsonSerializable(typeof(InvitationTokenBody))]
[JsonSerializable(typeof(CodeBody))]
[JsonSerializable(typeof(PasskeyQuestionView))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(TwoFactorState))]
[JsonSerializable(typeof(TwoFactorKey))]
[JsonSerializable(typeof(RecoveryCodesView))]
[JsonSerializable(typeof(SecondFactorBody))]
[JsonSerializable(typeof(InvitationBody))]
[JsonSerializable(typeof(InvitationView))]
[JsonSerializable(typeof(MemberListView))]
[JsonSerializable(typeof(AccountShopView))]
[JsonSerializable(typeof(AdministratorListView))]
[JsonSerializable(typeof(AdministratorAccount))]
[JsonSerializable(typeof(AuditListView))]
[JsonSerializable(typeof(BookingBody))]
[JsonSerializable(typeof(RescheduleBody))]
[JsonSerializable(typeof(BookingView))]
[JsonSerializable(typeof(BookingListView))]
[JsonSerializable(typeof(BusyCalendarMessage))]
[JsonSerializable(typeof(BusyCalendarListView))]
[JsonSerializable(typeof(SubscriptionBody))]
[JsonSerializable(typeof(FeedView))]
public sealed partial class ApiJson : JsonSerializerContext;
