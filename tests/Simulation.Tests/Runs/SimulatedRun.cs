using System.Collections.Immutable;
using System.Globalization;
using BookedBarber.Scheduling;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Simulation.Tests.Clients;
using BookedBarber.Simulation.Tests.Database;
using BookedBarber.Simulation.Tests.Model;
using BookedBarber.Simulation.Tests.Plans;
using BookedBarber.Simulation.Tests.Processes;
using NodaTime;

namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>One plan, played from the opening of the shop to the last look. The same seed gives the same history.</summary>
internal sealed class SimulatedRun
{
    private static readonly TimeSpan TimeToOpen = TimeSpan.FromSeconds(5);

    // Longer than any client waits: four times ten seconds for each thing that they want.
    private static readonly TimeSpan TimeToSettle = TimeSpan.FromMinutes(8);

    // A process that has nothing to do any more dies all the same.
    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan TimeToLook = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Chunk = TimeSpan.FromSeconds(10);

    private readonly Plan _plan;
    private readonly EventLoop _loop;
    private readonly History _history;
    private readonly SimulatedDatabase _database;
    private readonly SimulatedShop _shop;
    private readonly List<SimulatedProcess> _processes = [];
    private readonly FrontDoor _door;
    private readonly Checker _checker;
    private readonly Clients.Clients _clients;
    private PlanItem? _databaseFault;
    private PlanItem? _networkFault;

    private SimulatedRun(ulong seed, Plan plan, Subject subject)
    {
        var random = new Randomness(seed);
        _plan = plan;
        _loop = new EventLoop(plan.Start, random.Split(1));
        _history = new History(_loop);
        _database = new SimulatedDatabase(_loop, subject.Defects);
        var ids = new SeededIds(random.Split(2), TimeProvider.System);
        _shop = new SimulatedShop(plan, ids);
        _checker = new Checker(plan, _shop, _database, _loop, _history);
        _database.Written = _checker.IsWritten;
        var (states, reminders) = (new GrainRows(), new ReminderRows());
        for (var i = 0; i < plan.Processes; i++)
        {
            var process = new SimulatedProcess(
                $"process {i}", subject.Grains, _loop, _database, states, reminders, random.Split(10 + (ulong)i), _history,
                _checker);
            process.SetClock(plan.ClocksAhead[i]);
            _processes.Add(process);
        }

        var clock = new LoopClock(_loop, new Lifetime()) { Ahead = plan.ClocksAhead[^1] };
        _door = new FrontDoor(_processes, _loop, clock, random.Split(3), _shop.Id);
        _clients = new Clients.Clients(_shop, _door, _processes, _loop, _checker, _history);
    }

    /// <summary>Plays a plan.</summary>
    public static RunResult Play(ulong seed, Plan plan, Subject subject)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        var run = new SimulatedRun(seed, plan, subject);
        try
        {
            run.Play();
        }
        catch (Exception exception)
        {
            run._checker.Fail($"exception: {exception}");
        }
        finally
        {
            run._processes.ForEach(process => process.Dispose());
            SynchronizationContext.SetSynchronizationContext(context);
        }

        return new RunResult(
            seed, plan, run._checker.Violation, run._history.ToString(), run._door.Requests,
            TimeSpan.FromTicks(run._loop.ElapsedTicks));
    }

    /// <summary>Plays the plan that the seed makes.</summary>
    public static RunResult Play(ulong seed, Subject subject) =>
        Play(seed, PlanMaker.Make(new Randomness(seed).Split(0)), subject);

    private void Play()
    {
        _loop.ShallStop = () => _checker.Violation is not null;
        _processes.ForEach(process => process.Start());
        var opened = false;
        _loop.RunUntil(TimeSpan.FromSeconds(1));
        InLoop(async () =>
        {
            await _shop.OpenAsync(_processes[0].Grains!);
            opened = true;
        });
        RunUntil(TimeToOpen);
        if (!opened)
        {
            throw new InvalidOperationException("The shop could not be opened.");
        }

        for (var i = 0; i < _shop.Barbers.Count; i++)
        {
            _history.Name(_shop.Barbers[i], $"barber {(char)('A' + i)}");
        }

        foreach (var item in _plan.Items)
        {
            _loop.After(item.At, () => Begin(item));
        }

        RunUntil(TimeToOpen + (_plan.Items.Count == 0 ? TimeSpan.Zero : _plan.Items[^1].At) + Chunk);
        Heal();
        RunUntil(TimeSpan.FromTicks(_loop.ElapsedTicks) + TimeToSettle);
        if (_clients.Busy > 0 || !_loop.IsQuiet)
        {
            _checker.Fail($"stuck: {_clients.Busy} clients still wait");
        }

        _checker.AtEnd();
        var look = new LastLook(_plan, _shop, _door, _database, _loop, _checker, _history);
        InLoop(() =>
        {
            look.Begin(_processes);
            return Task.CompletedTask;
        });
        RunUntil(TimeSpan.FromTicks(_loop.ElapsedTicks) + TimeToLook);
        if (!look.IsDone)
        {
            _checker.Fail("stuck: the last look came to no end");
        }
    }

    // In steps, so that what comes again and again is made up for now and then.
    private void RunUntil(TimeSpan elapsed)
    {
        while (_loop.ElapsedTicks < elapsed.Ticks && _checker.Violation is null)
        {
            var next = TimeSpan.FromTicks(_loop.ElapsedTicks) + (_clients.Busy > 0 ? Chunk : 6 * Chunk);
            _loop.RunUntil(next < elapsed ? next : elapsed);
        }
    }

    private void InLoop(Func<Task> begin) => _loop.Post(new LoopContext(_loop), async _ => await begin(), null);

    private void Begin(PlanItem item)
    {
        switch (item)
        {
            case DatabaseFault fault:
                _history.Write($"the database is {fault.Health} for {fault.Length.TotalSeconds:F1} s");
                _database.Health = fault.Health;
                _databaseFault = fault;
                _loop.After(fault.Length, () => EndOf(fault));
                break;
            case NetworkFault fault:
                _history.Write($"one message in {fault.OneIn} has bad luck for {fault.Length.TotalSeconds:F1} s");
                SetLuck(fault.OneIn);
                _networkFault = fault;
                _loop.After(fault.Length, () => EndOf(fault));
                break;
            case SetClock set:
                _processes[set.Process].SetClock(set.Ahead);
                break;
            case Kill kill:
                Begin(kill);
                break;
            case WriteByHand write:
                InsertByHand(write);
                break;
            default:
                InLoop(() =>
                {
                    _clients.Begin(item);
                    return Task.CompletedTask;
                });
                break;
        }
    }

    private void Begin(Kill kill)
    {
        var process = _processes[kill.Process];
        var lifetime = process.Lifetime;
        _loop.AfterSteps(kill.Steps, Die);
        _loop.After(TimeToDie, Die);

        void Die()
        {
            if (process.Lifetime == lifetime)
            {
                process.Kill(kill.Down);
            }
        }
    }

    // The one that began last decides.
    private void EndOf(PlanItem fault)
    {
        if (fault == _databaseFault)
        {
            _database.Health = Health.Well;
        }
        else if (fault == _networkFault)
        {
            SetLuck(0);
        }
    }

    private void Heal()
    {
        _history.Write("all is well again");
        _database.Health = Health.Well;
        SetLuck(0);
    }

    private void SetLuck(int oneIn)
    {
        _door.OneIn = oneIn;
        _processes.ForEach(process => process.Network.OneIn = oneIn);
    }

    private void InsertByHand(WriteByHand write)
    {
        var start = Instant.FromDateTimeOffset(_shop.StartOf(write.Slot));
        var end = start + Duration.FromMinutes(SimulatedShop.VisitMinutes);
        var booking = new Booking
        {
            Id = _shop.Ids.Next(),
            ShopId = _shop.Id,
            BarberId = _shop.Barbers[write.Barber],
            Status = BookingStatus.Confirmed,
            Services = [_shop.Service],
            Start = start,
            End = end,
            OccupiedFrom = start,
            OccupiedTo = end,
            Price = new Money(3_500, "EUR"),
            Client = new Client("Ada", null, null),
            IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"by hand {write.Number}"),
            RequestHash = ImmutableArray.Create(new byte[32]),
            CreatedAt = Instant.FromDateTimeOffset(_loop.Now),
        };
        if (!_database.WriteByHand(booking))
        {
            _history.Write("a row by hand is refused by the constraint");
        }
    }
}
