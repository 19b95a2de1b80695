using BookedBarber.Embedded.Tests.Hosting;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

public interface IDrainGrain : IGrainWithStringKey
{
    Task Touch();

    Task HoldAndTouch(string gate, string other);

    Task HangWhenLeaving();
}

public sealed class DrainGrain(DrainGrain.Tally tally) : Grain, IDrainGrain
{
    private bool _hang;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        tally.Left(reason);
        return _hang ? Task.Delay(Timeout.Infinite, CancellationToken.None) : Task.CompletedTask;
    }

    public Task Touch() => Task.CompletedTask;

    public async Task HoldAndTouch(string gate, string other)
    {
        await Probe.Of(this.GetPrimaryKeyString()).Hold(gate);
        await GrainFactory.GetGrain<IDrainGrain>(other).Touch();
    }

    public Task HangWhenLeaving()
    {
        _hang = true;
        return Task.CompletedTask;
    }

    public sealed class Tally
    {
        private int _shuttingDown;
        private int _idle;

        public int ShuttingDown => _shuttingDown;

        public int Idle => _idle;

        public void Left(DeactivationReason reason)
        {
            if (reason.ReasonCode == DeactivationReasonCode.ActivationIdle) Interlocked.Increment(ref _idle);
            if (reason.ReasonCode == DeactivationReasonCode.ShuttingDown) Interlocked.Increment(ref _shuttingDown);
        }
    }
}
