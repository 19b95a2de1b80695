using BookedBarber.Embedded.Tests.Hosting;

namespace BookedBarber.Embedded.Tests.Activations;

public interface ILifeGrain : IGrainWithStringKey
{
    Task<Guid> Which();

    Task<string> KeyOfMyReference();

    Task<Guid> WhichThenLeave();

    Task Hold(string gate);
}

public sealed class LifeGrain : Grain, ILifeGrain
{
    private readonly Guid _id = Guid.NewGuid();
    private bool _active;

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Probe.Note("activating");
        await Task.Yield();
        if (Probe.Flag > 0)
        {
            Probe.Flag--;
            throw new FormatException("not today");
        }

        _active = true;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note($"deactivating: {reason.ReasonCode}");
        await Task.Yield();
        _active = false;
    }

    public Task<Guid> Which() => Task.FromResult(_active ? _id : throw new InvalidOperationException("not active"));

    public Task<string> KeyOfMyReference() => Task.FromResult(this.AsReference<ILifeGrain>().GetPrimaryKeyString());

    public Task<Guid> WhichThenLeave()
    {
        DeactivateOnIdle();
        return Which();
    }

    public Task Hold(string gate) => Probe.Hold(gate);
}
