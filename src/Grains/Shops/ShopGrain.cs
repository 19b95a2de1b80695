using BookedBarber.Grains.Failures;
using BookedBarber.Grains.Interfaces.Barbers;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Ledger;
using BookedBarber.Scheduling;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace BookedBarber.Grains.Shops;

/// <inheritdoc cref="IShopGrain"/>
[GrainType("shop")]
public sealed partial class ShopGrain : Grain, IShopGrain
{
    private readonly IPersistentState<ShopState> _state;
    private readonly ILedger _ledger;
    private readonly TimeProvider _clock;
    private readonly IdSource _ids;
    private readonly BusiestShops _busiest;
    private readonly ILogger _logger;
    private readonly ShopMirrors _mirrors;
    private readonly OpenStartPages _pages;
    private readonly OtherStarts _otherStarts;

    // What readers see: replaced after a write, so that nobody is shown what was not written.
    private ShopModel? _shop;

    /// <summary>Created by the runtime.</summary>
    public ShopGrain(
        [PersistentState("shop")] IPersistentState<ShopState> state,
        ILedger ledger,
        TimeProvider clock,
        IdSource ids,
        IGrainFactory grains,
        BusiestShops busiest,
        ILogger<ShopGrain> logger)
    {
        _state = state;
        _ledger = ledger;
        _clock = clock;
        _ids = ids;
        _busiest = busiest;
        _logger = logger;
        _changes = new ChangeCounter(clock);
        _timelineChanges = new ChangeCounter(clock);
        _mirrors = new ShopMirrors(grains, clock, logger) { Changed = OnChanged };
        _pages = new OpenStartPages(_mirrors);
        _otherStarts = new OtherStarts(_mirrors);
    }

    private Instant Now => Instant.FromDateTimeOffset(_clock.GetUtcNow());

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (_state.State.Profile is not null)
        {
            _shop = new ShopModel(_state.State);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // From here on barbers tell the next activation what changes.
        _pages.Forget(null);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<Result<ShopProfile>> Create(ShopDefinition definition)
    {
        if (_shop is not null)
        {
            return _shop.Profile;
        }

        if (ShopRules.Check(definition) is { } problem)
        {
            return problem;
        }

        await WriteAsync(new ShopProfile
        {
            Id = Guid.Parse(this.GetPrimaryKeyString()),
            Slug = definition.Slug,
            Name = definition.Name,
            TimeZone = definition.TimeZone,
            Currency = definition.Currency,
            Policy = definition.Policy,
            Services = [],
            Barbers = [],
        }, newSettings: true);
        return _shop!.Profile;
    }

    /// <inheritdoc/>
    public Task<ShopProfile?> GetProfile()
    {
        if (_shop is null)
        {
            DeactivateOnIdle();
        }

        return Task.FromResult(_shop?.Profile);
    }

    /// <inheritdoc/>
    public async Task<Result<ShopProfile>> Update(ShopDefinition definition)
    {
        if (_shop is not { } shop)
        {
            return NoSuchShop();
        }

        if (definition.Slug != shop.Profile.Slug)
        {
            return Problem.Invalid("slug", "cannot be changed: links and calendars point to it");
        }

        if (ShopRules.Check(definition) is { } problem)
        {
            return problem;
        }

        if (definition.Currency != shop.Profile.Currency && !shop.Profile.Services.IsEmpty)
        {
            return Problem.Invalid("currency", "cannot be changed while services have prices in the old one");
        }

        await WriteAsync(shop.Profile with
        {
            Name = definition.Name,
            TimeZone = definition.TimeZone,
            Currency = definition.Currency,
            Policy = definition.Policy,
        }, newSettings: true);

        await Task.WhenAll(_shop!.Profile.Barbers.Select(barber => TellSettingsAsync(barber.Id, _shop.Settings)));
        return _shop.Profile;
    }

    /// <inheritdoc/>
    public Task TimelineChanged(TimelineNotice notice)
    {
        _mirrors.Apply(notice);
        return Task.CompletedTask;
    }

    private Problem NoSuchShop()
    {
        // Nobody's id: do not keep memory for whoever tries some.
        DeactivateOnIdle();
        return Problem.NotFound("shop");
    }

    private IBarberGrain Barber(Guid id) => GrainFactory.GetGrain<IBarberGrain>(id.ToString());

    private async Task TellSettingsAsync(Guid barberId, BarberSettings settings)
    {
        try
        {
            await Barber(barberId).Configure(settings);
        }
        catch (Exception exception)
        {
            // The settings are committed; whoever is not reached now is told when the copies are compared.
            LogNotTold(_logger, barberId, exception);
        }
    }

    private async Task WriteAsync(ShopProfile profile, bool newSettings = false)
    {
        await _state.WriteAsync(new ShopState
        {
            Profile = profile,
            SettingsRevision = _state.State.SettingsRevision + (newSettings ? 1 : 0),
        }, DeactivateOnIdle);
        _shop = new ShopModel(_state.State);
        _mirrors.Clear();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Barber {BarberId} could not be told of the shop's settings")]
    private static partial void LogNotTold(ILogger logger, Guid barberId, Exception exception);
}
