using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Availability;
using BookedBarber.Scheduling.Time;
using NodaTime;

namespace BookedBarber.Grains.Shops;

/// <summary>
/// The open starts of a shop, ready to be sent. A page is made of a part for each day; both are kept until something
/// that they depend on changes or the first start in them has passed. Readers in this process have a lease on a page
/// that is kept, so that they need not ask again; whoever drops it withdraws it from them first.
/// </summary>
internal sealed class OpenStartPages(ShopMirrors mirrors)
{
    // Whoever asks for every combination of services must not fill the memory: what is kept of one shop has a budget.
    private const int MaxKeptBytes = 4 * 1024 * 1024;
    private const int MaxPageBytes = MaxKeptBytes / 4;
    private const int EntryBytes = 512;

    private readonly Dictionary<AvailabilityQuery, Page> _pages = [];
    private readonly Dictionary<PartKey, Part> _parts = [];
    private int _keptBytes;

    /// <summary>Forgets what depends on a range of ticks; null forgets everything.</summary>
    public void Forget(TickRange? changed)
    {
        if (changed is not { } range)
        {
            foreach (var page in _pages.Values)
            {
                page.Withdraw();
            }

            _pages.Clear();
            _parts.Clear();
            _keptBytes = 0;
            return;
        }

        foreach (var (key, page) in _pages)
        {
            if (page.DependsOn.Overlaps(range) && _pages.Remove(key))
            {
                page.Withdraw();
                _keptBytes -= page.Bytes;
            }
        }

        foreach (var (key, part) in _parts)
        {
            if (part.DependsOn.Overlaps(range) && _parts.Remove(key))
            {
                _keptBytes -= part.Bytes;
            }
        }
    }

    /// <summary>
    /// The page for a query. If it is kept, it may be sent again without asking until its first start has passed, but
    /// not after <paramref name="freshUntil"/>.
    /// </summary>
    public Result<AvailabilityPage> Get(ShopModel shop, AvailabilityQuery query, Instant now, Instant freshUntil)
    {
        if (_pages.TryGetValue(query, out var known) && now <= known.ValidUntil)
        {
            known.Lend(freshUntil);
            return known.Answer;
        }

        var made = Make(shop, query, now);
        if (made.Value is not { } page)
        {
            return made.Problem!;
        }

        if (MakeRoomFor(page.Bytes, _pages.GetValueOrDefault(query)?.Bytes ?? 0))
        {
            _pages.GetValueOrDefault(query)?.Withdraw();
            _pages[query] = page;
            page.Lend(freshUntil);
        }

        return page.Answer;
    }

    /// <summary>The days of a query, each as JSON.</summary>
    public Result<AvailableDays> MakeDays(ShopModel shop, AvailabilityQuery query, Instant now, long change)
    {
        var parts = Parts(shop, query, now);
        return parts.Problem is { } problem
            ? problem
            : new AvailableDays { Change = change, Days = [.. parts.Value!.Days.Select(part => part.Json)] };
    }

    private Result<Page> Make(ShopModel shop, AvailabilityQuery query, Instant now)
    {
        var parts = Parts(shop, query, now);
        if (parts.Problem is { } problem)
        {
            return problem;
        }

        var days = parts.Value!.Days;
        var body = AvailabilityJson.Page(shop.Profile, query, days.Select(part => part.Json));
        return new Page(
            new AvailabilityPage
            {
                Body = body,
                ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"",
                Lease = new PageLease(),
            },
            new TickRange(days.Min(part => part.DependsOn.From), days.Max(part => part.DependsOn.To)),
            days.Min(part => part.ValidUntil));
    }

    private Result<DayParts> Parts(ShopModel shop, AvailabilityQuery query, Instant now)
    {
        var read = AvailabilityRules.Read(shop, query);
        if (read.Value is not { } wanted)
        {
            return read.Problem!;
        }

        var window = BookingWindow.At(now, shop.Calendar, shop.Policy);
        var from = query.From is { } date ? LocalDate.FromDateOnly(date) : window.Today;
        var parts = ImmutableArray.CreateBuilder<Part>(query.Days);
        for (var i = 0; i < query.Days; i++)
        {
            parts.Add(PartOf(shop, query, wanted, from.PlusDays(i), window, now));
        }

        return new DayParts(parts.MoveToImmutable());
    }

    private Part PartOf(
        ShopModel shop, AvailabilityQuery query, VisitPlans wanted, LocalDate date, BookingWindow window, Instant now)
    {
        var key = new PartKey(query.Service, query.Barber, date);
        if (_parts.TryGetValue(key, out var known) && now <= known.ValidUntil)
        {
            return known;
        }

        var part = MakePart(shop, wanted, date, window);
        if (MakeRoomFor(part.Bytes, known?.Bytes ?? 0))
        {
            _parts[key] = part;
        }

        return part;
    }

    /// <summary>Counts what is about to be kept; false when it is too large to be kept at all.</summary>
    private bool MakeRoomFor(int bytes, int replacedBytes)
    {
        if (bytes > MaxPageBytes)
        {
            return false;
        }

        if (_keptBytes + bytes - replacedBytes > MaxKeptBytes)
        {
            Forget(null);
            replacedBytes = 0;
        }

        _keptBytes += bytes - replacedBytes;
        return true;
    }

    private Part MakePart(ShopModel shop, VisitPlans wanted, LocalDate date, BookingWindow window)
    {
        var day = shop.Calendar.Day(date);
        var words = OpenStarts.MaxDayWords;
        var starts = ArrayPool<ulong>.Shared.Rent(words * Math.Max(1, wanted.Plans.Length));
        try
        {
            for (var i = 0; i < wanted.Plans.Length; i++)
            {
                var open = starts.AsSpan(i * words, words);
                open.Clear();
                if (mirrors[wanted.Plans[i].BarberId] is { } mirror)
                {
                    OpenStarts.Find(
                        mirror.Free.Span,
                        mirror.FirstTick,
                        day,
                        wanted.Plans[i].Plan.Shape,
                        window.NotBeforeTick,
                        window.NotAfterTick,
                        open);
                }
            }

            var (json, firstStart) = AvailabilityJson.Day(day, wanted, starts, words);
            var longest = wanted.Plans.IsEmpty ? 0 : wanted.Plans.Max(plan => plan.Plan.Shape.OccupiedTicks);
            return new Part(
                json,
                new TickRange(day.FirstTick - longest, day.EndTick + longest),
                firstStart is { } tick
                    ? Tick.ToInstant(tick) - Duration.FromMinutes(shop.Policy.MinNoticeMinutes)
                    : Instant.MaxValue);
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(starts);
        }
    }

    private readonly record struct PartKey(string Service, string Barber, LocalDate Date);

    private sealed record Part(byte[] Json, TickRange DependsOn, Instant ValidUntil)
    {
        public int Bytes => Json.Length + EntryBytes;
    }

    private sealed record DayParts(ImmutableArray<Part> Days);

    private sealed class Page(AvailabilityPage page, TickRange dependsOn, Instant validUntil)
    {
        public Result<AvailabilityPage> Answer { get; } = page;

        public int Bytes => page.Body.Length + EntryBytes;

        public TickRange DependsOn => dependsOn;

        public Instant ValidUntil => validUntil;

        public void Lend(Instant freshUntil) =>
            page.Lease!.Grant(page, Instant.Min(validUntil, freshUntil).ToDateTimeOffset());

        public void Withdraw() => page.Lease!.Withdraw();
    }
}
