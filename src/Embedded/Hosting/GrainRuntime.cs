using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Calls;
using Orleans.Diagnostics;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>The grains of this process and the way to them.</summary>
internal sealed partial class GrainRuntime : IClusterClient
{
    private readonly ILogger _logger;
    internal TimeProvider Time { get; }
    private readonly long _startedAt;
    private readonly Lazy<IIncomingGrainCallFilter[]> _filters;
    private readonly Lazy<GrainCatalog> _catalog;

    public GrainRuntime(
        IServiceProvider services,
        IOptions<EmbeddedGrainsOptions> options,
        ILogger<GrainRuntime> logger,
        TimeProvider? time = null,
        IGrainScheduler? scheduler = null)
    {
        ServiceProvider = services;
        Options = options.Value;
        Scheduler = scheduler ?? ThreadPoolGrainScheduler.Instance;
        Deadlines = new(this);
        _logger = logger;
        Time = time ?? TimeProvider.System;
        _startedAt = Time.GetTimestamp();
        _filters = new(() => [.. services.GetServices<IIncomingGrainCallFilter>()]);
        _catalog = new(() => new(this, Options.Assemblies));
        SweepPeriod = TimeSpan.FromTicks(Math.Max(Options.ResponseTimeout.Ticks / 20, TimeSpan.TicksPerMillisecond));
    }

    public IServiceProvider ServiceProvider { get; }

    internal EmbeddedGrainsOptions Options { get; }

    internal IGrainScheduler Scheduler { get; }

    /// <summary>A scheduler from outside wants to choose after every piece, not after a batch.</summary>
    internal bool OnePieceAtATime => Scheduler is not ThreadPoolGrainScheduler;

    internal Deadlines Deadlines { get; }

    internal IIncomingGrainCallFilter[] Filters => _filters.Value;

    internal GrainCatalog Catalog => _catalog.Value;

    internal TimeSpan SweepPeriod { get; }

    /// <summary>Milliseconds since the start, as of the last sweep: reading it costs a call nothing.</summary>
    internal long NowMs { get; private set; }

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
        => (TGrainInterface)(object)Catalog
            .Binding(typeof(TGrainInterface), grainClassNamePrefix)
            .Reference(primaryKey);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable
        => (TGrainInterface)(object)Bind(typeof(TGrainInterface), grainId);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey)
        => (IGrain)(object)Catalog.Binding(grainInterfaceType).Reference(grainPrimaryKey);

    internal GrainReference Bind(Type interfaceType, GrainId grainId)
        => Catalog.BindingTo(Catalog.Kind(grainId.Type), interfaceType).Reference(grainId.Key.ToString());

    internal void Send(GrainReference reference, Request request)
    {
        var caller = Request.Current;
        if (caller is { Ended: false }) request.Caller = caller;
        else if (IsDraining)
        {
            request.Fail(HostStops());
            return;
        }

        request.SentAtMs = NowMs;
        request.Span = CallTraces.OfCaller();
        var activation = reference.LastSeen;
        while (activation is null || !activation.Receive(request))
            reference.LastSeen = activation = reference.Binding.Kind.Locate(reference.Key);
    }

    /// <summary>For an activation that has had its share and has more to do.</summary>
    internal void ScheduleBehindOthers(IThreadPoolWorkItem item)
    {
        if (OnePieceAtATime) Scheduler.Schedule(item);
        else ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
    }

    /// <summary>What was noted at this time or before is at least this old, however coarse the clock.</summary>
    internal long UntilMs(TimeSpan age) => NowMs - (long)(age + SweepPeriod).TotalMilliseconds;

    internal void ReadClock() => NowMs = (long)Time.GetElapsedTime(_startedAt).TotalMilliseconds;
}
