using System.Reflection;
using System.Text.Json;

namespace Orleans.Hosting;

/// <summary>How grains run in this process. Every limit has a default that suits a server.</summary>
public sealed class EmbeddedGrainsOptions
{
    /// <summary>The assemblies whose grain classes are hosted.</summary>
    public ISet<Assembly> Assemblies { get; } = new HashSet<Assembly>();

    /// <summary>
    /// Whose grains these are: the first column of the state and reminder tables, so that several
    /// services can share a database. 'default' unless said.
    /// </summary>
    public string ServiceId { get; set; } = "default";

    /// <summary>How long a caller waits before it gets a <see cref="TimeoutException"/>. 10 seconds.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a grain may take to load its state and to run OnActivateAsync. 30 seconds.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long OnDeactivateAsync may take before the grain is given up. 20 seconds.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a grain stays active without a call. 15 minutes.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle grains are looked for. 1 minute.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a stopping host waits for running turns and deactivations. 10 seconds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many deactivations run at once while the host stops. 1,024.</summary>
    public int MaxConcurrentDeactivations { get; set; } = 1024;

    /// <summary>
    /// How many calls may wait for one activation; beyond it callers get a
    /// <see cref="Orleans.Runtime.LimitExceededException"/>. 20,000.
    /// </summary>
    public int MaxEnqueuedCalls { get; set; } = 20_000;

    /// <summary>The shortest period a reminder may have. 1 minute.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the reminder table is read again, for rows that others wrote. 5 minutes.</summary>
    public TimeSpan ReminderPollPeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many reminders are delivered at once. 256.</summary>
    public int MaxConcurrentReminders { get; set; } = 256;

    /// <summary>How grain state is written as JSON. Web defaults.</summary>
    public JsonSerializerOptions StateJson { get; set; } = new(JsonSerializerDefaults.Web);
}
