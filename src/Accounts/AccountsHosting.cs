using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Database;
using BookedBarber.Accounts.Identity;
using BookedBarber.Accounts.Mails;
using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.Passkeys;
using BookedBarber.Accounts.People;
using BookedBarber.Accounts.Protection;
using BookedBarber.Accounts.Sessions;
using BookedBarber.Accounts.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Accounts;

/// <summary>Composes accounts.</summary>
public static class AccountsHosting
{
    private const int PasswordIterations = 210_000;

    /// <summary>The header in which a page sends its anti-forgery token.</summary>
    public const string AntiforgeryHeader = "X-CSRF-Token";

    /// <summary>Registers accounts. Entity Framework comes into play when the first person signs in.</summary>
    public static void AddAccounts(this IServiceCollection services, AccountsSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<AccountsDatabase>();
        services.AddDbContext<AccountsContext>(
            static (provider, context) => context.UseNpgsql(provider.GetRequiredService<AccountsDatabase>().Source),
            optionsLifetime: ServiceLifetime.Singleton);
        services.AddKeyRing();
        services.AddIdentityServices();

        services.Configure<IdentityPasskeyOptions>(passkeys => PasskeyOrigin.Configure(passkeys, settings.PublicUrl));
        services.AddCookies(settings.SecureCookies);

        services.AddSingleton<PeopleReads>().AddSingleton<KnownPeople>();
        services.AddSingleton<AccessTokens>().AddSingleton<ProgramSessions>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<InvitationTokens>().AddSingleton<Invitations>().AddSingleton<ShopMembers>();
        services.AddSingleton<Administrators>();

        services.AddSingleton<PublicAddress>().AddSingleton<MailOutbox>().AddSingleton<MailCarrier>();
        services.AddSingleton<KeptMails>().AddScoped<MailWriter>();
        services.AddHostedService<MailDelivery>().AddHostedService<Upkeep>();

        services.AddSingleton<HashPlaces>().AddSingleton<Attempts>().AddSingleton<LockedNames>();
        services.AddSingleton<FirstSignIns>();
        services.AddScoped<PasswordCheck>().AddScoped<SecondFactor>().AddScoped<SignInOutcome>().AddScoped<SignIns>();
        services.AddScoped<Registrations>().AddScoped<Passwords>().AddScoped<TwoFactor>();
        services.AddScoped<FirstPassword>().AddScoped<PageSignIn>();
        services.AddSingleton<PasskeyChallenges>().AddScoped<OwnPasskeys>().AddScoped<PasskeySignIns>();
    }

    private static void AddKeyRing(this IServiceCollection services)
    {
        services.AddSingleton<KeyRingRows>().AddSingleton<KeyRingCipher>().AddSingleton<KeyRing>();
        services.AddDataProtection().SetApplicationName("BookedBarber");

        // The framework would read the ring while the program starts; whoever signs in first can wait for that.
        var reader = services.Single(service => service.ImplementationType?.Name == "DataProtectionHostedService");
        services.Remove(reader);
        services.AddOptions<KeyManagementOptions>().Configure<KeyRingRows, KeyRingCipher>(static (keys, rows, cipher) =>
        {
            keys.XmlRepository = rows;
            keys.XmlEncryptor = cipher;
        });
    }

    private static void AddIdentityServices(this IServiceCollection services)
    {
        services.AddIdentityCore<AccountUser>(static identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.User.RequireUniqueEmail = true;

                // The name is the e-mail address, which has rules of its own.
                identity.User.AllowedUserNameCharacters = "";

                // NIST SP 800-63B: length counts, and rules about kinds of characters make worse passwords.
                identity.Password.RequiredLength = 10;
                identity.Password.RequiredUniqueChars = 4;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddUserStore<AccountUserStore>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<PasswordHasherOptions>(static hasher => hasher.IterationCount = PasswordIterations);
    }

    private static void AddCookies(this IServiceCollection services, bool secure)
    {
        // Browsers hold a cookie with this prefix to HTTPS, to this host and to all of its paths.
        var prefix = secure ? "__Host-" : "";
        var security = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        services.AddAuthentication().AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = prefix + "bookedbarber";
            cookie.Cookie.SecurePolicy = security;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = PageSignIn.ValidateAsync;
        });
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = AntiforgeryHeader;
            antiforgery.Cookie.Name = prefix + "bookedbarber-form";
            antiforgery.Cookie.SecurePolicy = security;
            antiforgery.Cookie.HttpOnly = true;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;

            // What is sent with every answer says it better: frame-ancestors.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
    }
}
