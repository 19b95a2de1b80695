using System.Globalization;
using System.Text;
using BookedBarber.Capacity.Autoscaling;
using BookedBarber.Capacity.Demand;
using BookedBarber.Capacity.Measured;

namespace BookedBarber.Capacity.Days;

/// <summary>The page <c>docs/capacity.md</c>.</summary>
internal static class CapacityPage
{
    /// <summary>How many clients there are at once when the morning is at its height.</summary>
    public static readonly IReadOnlyList<int> Clients = [1_000, 10_000, 100_000];

    // The booking, the event that announces it, and its barber's next version.
    private const int RowsPerBooking = 3;

    // Of LedgerDataSource, AccountsDatabase and FigureTable.
    private const int SiloConnections = 32;
    private const int AccountsConnections = 8;
    private const int FiguresConnections = 2;

    /// <summary>Writes it.</summary>
    public static string Write(Plan plan)
    {
        var page = new StringBuilder();
        WriteInputs(page, plan);
        var days = Clients.Select(clients => (Clients: clients, Moments: Day.Replay(plan, clients))).ToList();
        WriteSummary(page, plan, days);
        WriteConnections(page, plan);
        WriteOpening(page, plan);
        foreach (var (clients, moments) in days)
        {
            WriteHours(page, clients, moments);
        }

        return page.ToString().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    private static void WriteInputs(StringBuilder page, Plan plan)
    {
        Line(page, $"""
            # Capacity

            What a Saturday asks of the autoscalers in `k8s/overlays/production`, replayed through the algorithm that Kubernetes
            publishes, with what one processor carries. This page is what a command prints, and a test holds it to that:

                dotnet run --project bench/Capacity > docs/capacity.md

            It is a model, and as good as its numbers. It says how many pods the rules ask for and when they come too late; it
            does not say that a cluster of that size keeps the speed of a single silo.

            ## What it is computed from

            The numbers are in `bench/Capacity/capacity.json`. One command measures them, on whatever machine one has:

                {MeasuredNumbers.Command}

            | number | value |
            |---|---|
            """);
        foreach (var (name, value) in plan.Measured.All)
        {
            Line(page, $"| `{name}` | {value} |");
        }

        Line(page, $"""

            | autoscaler | pods | each is sure of | targets | up | down |
            |---|---|---|---|---|---|
            {Row(plan.Api)}
            {Row(plan.Silo)}

            A client asks for something each {Saturday.ThinkSeconds} seconds; one request in {Saturday.RequestsPerBooking} is a
            booking. At {Saturday.OpeningHour}:00 a popular barber opens the calendar, for which half as many clients come as
            there are at the height of the morning; these ask each second and stay for some minutes. Metrics reach the
            autoscaler 30 seconds late, and a new pod is of use {Day.PodSeconds} seconds after its program would be.
            """);
    }

    private static void WriteSummary(
        StringBuilder page, Plan plan, List<(int Clients, IReadOnlyList<Moment> Moments)> days)
    {
        Line(page, $"""

            ## The day

            *Beyond what is sure* is time in which more processor time was wanted than the ready pods are sure to have: they
            get it if their nodes can spare it, otherwise answers are late. *Turn* is the 95th percentile at the worst moment outside
            that time.

            | clients | requests/s | bookings/s | Api pods | silos | beyond what is sure | turn | memory for grains | pod-hours Api + silo | CPU-hours | rows written/s | bookings a day |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """);
        foreach (var (clients, moments) in days)
        {
            var beyond = moments.Count(moment => moment.Api.Use > 1 || moment.Silo.Use > 1) * Day.StepSeconds;
            var calm = moments.Where(moment => moment.Silo.Use <= 1).Max(moment => moment.TurnSecondsP95);
            var apiHours = Hours(moments.Sum(moment => moment.Api.Replicas));
            var siloHours = Hours(moments.Sum(moment => moment.Silo.Replicas));
            var mostBookings = moments.Max(moment => moment.Load.BookingsPerSecond);
            var bookings = moments.Sum(moment => moment.Load.BookingsPerSecond) * Day.StepSeconds;
            Line(page, $"""
                | {clients:N0} | {moments.Max(moment => moment.Load.RequestsPerSecond):N0} | {mostBookings:N0} | {Range(moments, moment => moment.Api.Replicas)} | {Range(moments, moment => moment.Silo.Replicas)} | {beyond} s | {calm * 1000:N0} ms | {moments.Max(moment => moment.ActivationsShare):P0} | {apiHours:N0} + {siloHours:N0} | {apiHours * plan.Api.Cpus + siloHours * plan.Silo.Cpus:N0} | {mostBookings * RowsPerBooking:N0} | {bookings:N0} |
                """);
        }

        Line(page, $"""

            Requests, bookings and rows are those of the busiest moment. A booking writes {RowsPerBooking} rows: itself, its event and its
            barber's version. There is one PostgreSQL for all silos; what it carries is not scaled by anything here.
            """);
    }

    private static void WriteConnections(StringBuilder page, Plan plan)
    {
        var (silos, doors) = (plan.Silo.Rules.Max, plan.Api.Rules.Max);
        var pools = SiloConnections * silos + AccountsConnections * doors + FiguresConnections * (silos + doors);
        Line(page, $"""

            ## Connections to PostgreSQL

            What the pools open at most when the autoscalers have gone as far as they may, for `max_connections`. `Maximum Pool Size`
            in the connection string sets the first two, and the membership of silos has a few more.

            | pool | opened by | connections each | together |
            |---|---|---|---|
            | Bookings and grain state | {silos} silos | {SiloConnections} | {SiloConnections * silos} |
            | Accounts | {doors} front doors | {AccountsConnections} | {AccountsConnections * doors} |
            | Figures for operators | both | {FiguresConnections} | {FiguresConnections * (silos + doors)} |
            | all of them | | | {pools} |
            """);
    }

    private static void WriteOpening(StringBuilder page, Plan plan)
    {
        Line(page, $"""

            ## The popular barber

            Those who wait for the opening want one shop, which is one grain, and a grain uses one processor at a time. More
            silos do not help it: above 100 % its pages come late until people have left, while the other shops go on on the
            other silos. The table of the day counts these requests as if they were spread.

            | clients | requests/s for that shop | of what one grain answers |
            |---|---|---|
            """);
        foreach (var clients in Clients)
        {
            var wanted = clients * Saturday.OpeningShare / Saturday.ImpatientSeconds;
            Line(page, $"| {clients:N0} | {wanted:N0} | {wanted / plan.Measured.SiloPagesPerSecondPerCpu:P0} |");
        }
    }

    private static void WriteHours(StringBuilder page, int clients, IReadOnlyList<Moment> moments)
    {
        Line(page, $"""

            ## {clients:N0} clients, hour by hour

            The most of each hour; *use* is processor time wanted, as a share of what the ready pods are sure to have.

            | hour | clients | requests/s | Api pods | use | silos | use | turn p95 |
            |---|---|---|---|---|---|---|---|
            """);
        foreach (var hour in moments.GroupBy(moment => moment.Second / 3600))
        {
            Line(page, $"""
                | {hour.Key:00} | {hour.Max(moment => moment.Load.Clients):N0} | {hour.Max(moment => moment.Load.RequestsPerSecond):N0} | {Range(hour, moment => moment.Api.Replicas)} | {hour.Max(moment => moment.Api.Use):P0} | {Range(hour, moment => moment.Silo.Replicas)} | {hour.Max(moment => moment.Silo.Use):P0} | {hour.Max(moment => moment.TurnSecondsP95) * 1000:N0} ms |
                """);
        }
    }

    private static string Row(Workload workload)
    {
        var targets = string.Join(", ", workload.Rules.Metrics.Select(
            metric => FormattableString.Invariant($"`{metric.Name}` {metric.Target}{(metric.Name == "cpu" ? " %" : "")}")));
        return FormattableString.Invariant(
            $"| {workload.Name} | {workload.Rules.Min}–{workload.Rules.Max} | {workload.Cpus} CPU, {workload.MemoryGiB} GiB ")
            + $"| {targets} | {Pace(workload.Rules.Up)} | {Pace(workload.Rules.Down)} |";
    }

    private static string Pace(ScalingPace pace)
    {
        var policies = pace.Policies.Select(policy =>
            $"{policy.Amount}{(policy.IsPercent ? " %" : policy.Amount == 1 ? " pod" : " pods")} in {policy.PeriodSeconds} s");
        return $"{string.Join(pace.SelectsMax ? " or, if more, " : " or, if fewer, ", policies)}; window {pace.WindowSeconds} s";
    }

    private static double Hours(int replicaSteps) => replicaSteps * Day.StepSeconds / 3600.0;

    private static string Range(IEnumerable<Moment> moments, Func<Moment, int> replicas)
    {
        var (least, most) = (moments.Min(replicas), moments.Max(replicas));
        return least == most ? $"{least}" : $"{least}–{most}";
    }

    private static void Line(StringBuilder page, FormattableString text) =>
        page.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
