using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Hosting;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Api.Demo;

/// <summary>A link with which somebody of the demo signs in for the first time.</summary>
/// <param name="Who">What they are.</param>
/// <param name="Email">The address of their account.</param>
/// <param name="Path">Where the link leads; good once, for some days.</param>
public sealed record DemoLink(string Who, string Email, string Path);

/// <summary>
/// People to try things as: an owner and a barber of the demo shop, and an operator. In development alone.
/// </summary>
public sealed class DemoPeople(
    ApiSettings settings, IHostEnvironment environment, FirstSignIns first, ShopAddress address, IGrainFactory grains)
{
    /// <summary>The links of those who have not signed in yet; to be printed here, and nowhere else.</summary>
    public IReadOnlyList<DemoLink> Links { get; private set; } = [];

    /// <summary>Makes those who are not there, and new links for those who have no password.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (!settings.Demo || !environment.IsDevelopment()
            || await address.ResolveAsync(DemoShops.Slug) is not { } shop
            || await grains.GetGrain<IShopGrain>(shop.ToString()).GetProfile() is not { Barbers: [var barber, ..] })
        {
            return;
        }

        FirstUser[] people =
        [
            new("owner@demo.example", "Olga Owner", false, new Membership(shop, ShopRole.Owner, null)),
            new("barber@demo.example", barber.Name, false, new Membership(shop, ShopRole.Barber, barber.Id)),
            new("operator@demo.example", "Otto Operator", true, null),
        ];
        var links = new List<DemoLink>();
        foreach (var person in people)
        {
            if (await first.EnsureAsync(person, cancellationToken) is { } token)
            {
                var who = person.Membership?.Role.Name() ?? "operator";
                links.Add(new DemoLink(who, person.Email, $"/account/first-sign-in?token={token}"));
            }
        }

        Links = links;
    }
}
