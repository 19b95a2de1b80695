using BookedBarber.Accounts;
using BookedBarber.Api.Access;
using BookedBarber.Api.Account;
using BookedBarber.Api.Audit;
using BookedBarber.Api.Availability;
using BookedBarber.Api.Barbers;
using BookedBarber.Api.Bookings;
using BookedBarber.Api.Calendars;
using BookedBarber.Api.Demo;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Api.Members;
using BookedBarber.Api.Metrics;
using BookedBarber.Api.Pages;
using BookedBarber.Api.Shops;
using BookedBarber.Silo.Database;
using BookedBarber.Silo.Health;
using BookedBarber.Silo.Hosting;
using BookedBarber.Silo.Operations;
using BookedBarber.Silo.Telemetry;

namespace BookedBarber.Api.Hosting;

/// <summary>Composes the front door.</summary>
public static class ApiServer
{
    /// <summary>Registers everything that the front door needs, and the grains or the way to them.</summary>
    public static void AddApi(this WebApplicationBuilder builder, ApiSettings settings, SiloDatabase database)
    {
        builder.UseDefaultUrl("http://localhost:5080");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RequestBody.MaxBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        builder.AddTelemetry("bookedbarber-api");
        if (settings.Cluster)
        {
            builder.AddClusterClient(database.ConnectionString);
        }
        else
        {
            builder.AddGrains(database.ConnectionString);
        }

        builder.AddFrontDoorFigures(settings.Cluster ? database.ConnectionString : null);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<ShopAddress>();
        builder.Services.AddSingleton<AvailabilityPages>();
        builder.Services.AddSingleton<ShopChanges>();
        builder.Services.AddSingleton<StreamPlaces>();
        builder.Services.AddSingleton<NewBookings>();
        builder.Services.AddSingleton<BookingAccess>();
        builder.Services.AddSingleton<Callers>();
        builder.Services.AddSingleton<AccessGuard>();
        builder.Services.AddSingleton<RouteLimits>();
        var manageTokens = ManageTokens.Open(settings);
        builder.Services.AddSingleton(manageTokens);
        builder.Services.AddAccounts(new AccountsSettings
        {
            ConnectionString = database.ConnectionString,
            InstallationKey = manageTokens.InstallationKey,
            Smtp = settings.Smtp,
            KeepMails = builder.Environment.IsDevelopment(),
            SecureCookies = settings.PublicUrl?.Scheme is { } scheme
                ? scheme == Uri.UriSchemeHttps
                : !builder.Environment.IsDevelopment(),
            PublicUrl = settings.PublicUrl,
        });
        builder.Services.AddSingleton<FeedTokens>();
        builder.Services.AddSingleton<FirstAdministrator>();
        builder.Services.AddSingleton<DemoShops>();
        builder.Services.AddSingleton<DemoPeople>();
        builder.Services.AddHostedService<FirstSteps>();
        builder.Services.AddSingleton<BookingInstruments>();
        builder.AddPages();
        builder.Services.AddOpenApi("v1");
        builder.Services.ConfigureHttpJsonOptions(
            json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
    }

    /// <summary>Maps everything that the front door answers.</summary>
    public static void MapApi(this WebApplication app)
    {
        app.UseSecureHeaders();
        app.UsePageLanguage();
        app.UseProblemDetails();
        app.UseRouting();
        LeaveAuthenticationToTheGuard(app);

        var v1 = app.MapGroup("/v1").Guarded();
        v1.MapShops();
        v1.MapAvailability();
        v1.MapBookings();
        v1.MapBookingSteps();
        v1.MapAccount();
        v1.MapAdministrators();

        var staff = v1.MapGroup("/shops/{shop}").Limited(RouteClass.Staff).WithTags("Staff");
        staff.MapServices();
        staff.MapBarbers();
        staff.MapKeys();
        staff.MapBookingList();
        staff.MapMembers();
        staff.MapAudit();
        v1.MapCalendars(staff);

        var open = app.MapGroup("").RequireAccess(AccessPolicy.Open).Guarded();
        open.MapOpenApi("/openapi/{documentName}.json");
        open.MapHealth();
        open.MapMetrics();
        app.Services.GetRequiredService<BookingInstruments>().BeginAtZero();
        app.MapPages();
    }

    // The framework would ask every request for its cookie, the open ones as well: here the guard does, where a policy
    // needs to know.
    private static void LeaveAuthenticationToTheGuard(IApplicationBuilder app) =>
        app.Properties["__AuthenticationMiddlewareSet"] = true;
}
