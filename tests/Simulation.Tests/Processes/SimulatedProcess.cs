using System.Reflection;
using BookedBarber.Ledger;
using BookedBarber.Scheduling;
using BookedBarber.Simulation.Tests.Database;
using BookedBarber.Simulation.Tests.Model;
using BookedBarber.Simulation.Tests.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;

namespace BookedBarber.Simulation.Tests.Processes;

/// <summary>
/// One process after the other on one machine: the real grains on the embedded runtime, with a clock, a thread and a
/// database that are not real. Two of them know nothing of each other, so that each barber has two owners.
/// </summary>
internal sealed class SimulatedProcess(
    string name, Assembly grains, EventLoop loop, SimulatedDatabase database, GrainRows states, ReminderRows reminders,
    Randomness random, History history, Checker checker)
    : IDisposable
{
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(3);

    private ServiceProvider? _services;
    private LoopClock? _clock;

    public string Name => name;

    /// <summary>How far the machine's clock is ahead of the truth.</summary>
    public TimeSpan ClockAhead { get; private set; }

    /// <summary>What the network between its grains does to messages.</summary>
    public SimulatedNetwork Network { get; } = new(loop, random.Split(1));

    /// <summary>Over when nothing runs.</summary>
    public Lifetime Lifetime { get; private set; } = Dead();

    public bool IsUp => !Lifetime.IsOver && Grains is not null;

    /// <summary>The way to its grains; null while it does not run.</summary>
    public IGrainFactory? Grains { get; private set; }

    public void SetClock(TimeSpan ahead)
    {
        history.Write($"the clock of {name} is {ahead.TotalSeconds:F1} s ahead");
        ClockAhead = ahead;
        if (_clock is not null)
        {
            _clock.Ahead = ahead;
        }
    }

    /// <summary>Starts, as often as it takes.</summary>
    public async void Start()
    {
        var lifetime = Lifetime = new Lifetime();
        try
        {
            var services = Compose(lifetime);
            foreach (var hosted in services.GetServices<IHostedService>())
            {
                await hosted.StartAsync(CancellationToken.None);
            }

            if (!lifetime.IsOver)
            {
                Grains = services.GetRequiredService<IGrainFactory>();
                history.Write($"{name} is up");
            }
        }
        catch (LedgerUnavailableException)
        {
            if (!lifetime.IsOver)
            {
                lifetime.End();
                loop.After(TimeSpan.FromSeconds(1), Start);
            }
        }
    }

    /// <summary>Dies at once, whatever it was doing, and starts again after a while.</summary>
    public void Kill(TimeSpan down)
    {
        if (Lifetime.IsOver)
        {
            return;
        }

        history.Write($"{name} dies");
        Stop();
        loop.After(down, Start);
    }

    /// <summary>Dies for good.</summary>
    public void Stop()
    {
        Grains = null;
        Lifetime.End();
        Dispose();
    }

    public void Dispose()
    {
        _services?.Dispose();
        _services = null;
    }

    private static Lifetime Dead()
    {
        var lifetime = new Lifetime();
        lifetime.End();
        return lifetime;
    }

    private ServiceProvider Compose(Lifetime lifetime)
    {
        var clock = _clock = new LoopClock(loop, lifetime) { Ahead = ClockAhead };
        var connection = new Connection(database, loop, random.Split(random.Next()));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<IGrainScheduler>(new LoopScheduler(loop, lifetime));
        services.AddSingleton<ILedger>(new SimulatedLedger(database, connection, loop, lifetime, clock));
        services.AddSingleton<IdSource>(new SeededIds(random.Split(random.Next()), clock));
        services.AddSingleton<IGrainStorage>(new SimulatedGrainStorage(states, connection));
        services.AddSingleton<IReminderTable>(new SimulatedReminderTable(reminders, connection));
        services.AddSingleton(Type("BookedBarber.Grains.Barbers.BarberInstruments"));
        services.AddSingleton(Type("BookedBarber.Grains.Shops.BusiestShops"));
        services.AddSingleton<ILoggerFactory>(new HistoryLog(name, history, lifetime, checker));
        services.AddEmbeddedGrains(options =>
            {
                options.Assemblies.Add(grains);
                options.ResponseTimeout = ResponseTimeout;
            })
            .AddReminders()
            .AddIncomingGrainCallFilter(Network);
        services.AddSingleton(
            typeof(IIncomingGrainCallFilter), Type("BookedBarber.Grains.Failures.UnavailabilityFilter"));
        return _services = services.BuildServiceProvider();
    }

    // By name, since the grains of a mutant are in an assembly of their own.
    private Type Type(string type) => grains.GetType(type, throwOnError: true)!;
}
