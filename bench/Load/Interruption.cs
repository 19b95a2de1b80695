using System.Runtime.InteropServices;

namespace BookedBarber.Bench;

/// <summary>
/// Ctrl-C and the like end what is going on by an exception, so that everything that was started is stopped: the
/// database is in a session of its own and would stay.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly CancellationTokenSource Source = new();
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly PosixSignalRegistration[] _registrations =
    [
        .. Signals.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            Source.Cancel();
        })),
    ];

    private Interruption()
    {
    }

    public static CancellationToken Token => Source.Token;

    public static Interruption Watch() => new();

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }
}
