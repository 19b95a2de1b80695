using BookedBarber.Accounts.Audit;
using BookedBarber.Accounts.Members;
using BookedBarber.Accounts.People;
using BookedBarber.Grains.Interfaces.Access;

namespace BookedBarber.Api.Access;

/// <summary>Who speaks: an API key, or a person who is signed in.</summary>
public sealed record Caller
{
    private readonly ApiKeyIdentity? _key;
    private readonly Guid _keyId;

    /// <summary>An API key.</summary>
    public Caller(Guid keyId, ApiKeyIdentity key)
    {
        _keyId = keyId;
        _key = key;
    }

    /// <summary>A person.</summary>
    public Caller(SignedIn signedIn) => SignedIn = signedIn;

    /// <summary>The person; null when it is a key.</summary>
    public SignedIn? SignedIn { get; }

    /// <summary>Whether it is a key.</summary>
    public bool IsKey => _key is not null;

    /// <summary>Whether they may act for every shop.</summary>
    public bool IsAdministrator => _key?.IsAdministrator ?? SignedIn!.Person.IsAdministrator;

    /// <summary>As the audit log calls them.</summary>
    public AuditActor Actor => SignedIn is { } person
        ? AuditActor.Person(person.Person.Id, person.Person.Email)
        : AuditActor.Key(_keyId, IsAdministrator ? "an administrator's key" : null);

    /// <summary>What they are in a shop; null when nothing. A key of the shop is as good as an owner.</summary>
    public Membership? In(Guid shop) =>
        IsAdministrator || _key?.ShopId == shop
            ? new Membership(shop, ShopRole.Owner, null)
            : SignedIn?.Person.In(shop);
}
