using System.Collections.Frozen;
using System.Text;

namespace BookedBarber.Calendars.Reading;

/// <summary>A component with the properties that matter here.</summary>
internal sealed class Component(string name, int line)
{
    public string Name => name;

    public int Line => line;

    public List<ContentLine> Properties { get; } = [];

    public List<Component> Children { get; } = [];

    public ContentLine? Find(string property) => Properties.Find(line => line.Name == property);

    public IEnumerable<ContentLine> All(string property) => Properties.Where(line => line.Name == property);
}

/// <summary>Reads the components of a text. What does not open and close as it should refuses the whole text: a file
/// that ends too early would make a barber free who is not.</summary>
internal sealed class ComponentReader(Action<IgnoredPart> ignore)
{
    private const string Root = "VCALENDAR";
    private const int MaxName = 60;

    private static readonly FrozenSet<string> Wanted = new[]
    {
        "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "UID", "SEQUENCE",
        "STATUS", "TRANSP", "FREEBUSY", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "METHOD",
    }.ToFrozenSet();

    private readonly Stack<Component> _open = new();
    private readonly List<Component> _calendars = [];
    private int _count;

    public IReadOnlyList<Component> Read(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > CalendarLimits.MaxBytes)
        {
            throw new CalendarRefusedException(0, $"must have at most {CalendarLimits.MaxBytes} bytes");
        }

        if (text.Contains('\0')) throw new CalendarRefusedException(0, "must not have NUL characters");
        foreach (var (number, line) in ContentLines.Unfold(text)) Take(number, line);
        if (_open.TryPeek(out var unfinished))
        {
            throw new CalendarRefusedException(
                unfinished.Line, $"must have an END:{unfinished.Name}: the text ends before it");
        }

        return _calendars is not [] ? _calendars : throw new CalendarRefusedException(1, $"must be BEGIN:{Root}");
    }

    private void Take(int number, string text)
    {
        if (ContentLines.Split(number, text) is not { } line)
        {
            if (string.IsNullOrWhiteSpace(text)) return;
            if (_open.Count == 0) throw new CalendarRefusedException(number, $"must be BEGIN:{Root}");
            ignore(new IgnoredPart(number, _open.Peek().Name, "has a line that is not NAME:value"));
            return;
        }

        if (line.Name == "BEGIN") Begin(number, line.Value.Trim().ToUpperInvariant());
        else if (_open.Count == 0) throw new CalendarRefusedException(number, $"must be BEGIN:{Root}");
        else if (line.Name == "END") End(number, line.Value.Trim().ToUpperInvariant());
        else if (Wanted.Contains(line.Name)) _open.Peek().Properties.Add(line);
    }

    private void Begin(int number, string name)
    {
        if (_open.Count == 0 != (name == Root))
        {
            throw new CalendarRefusedException(
                number, _open.Count == 0 ? $"must be BEGIN:{Root}" : $"must not begin {Root} in a {_open.Peek().Name}");
        }

        if (name.Length is 0 or > MaxName || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new CalendarRefusedException(number, "must begin a component that has a name");
        }

        if (_open.Count >= CalendarLimits.MaxDepth)
        {
            throw new CalendarRefusedException(
                number, $"must not nest deeper than {CalendarLimits.MaxDepth} components");
        }

        if (++_count > CalendarLimits.MaxComponents)
        {
            throw new CalendarRefusedException(
                number, $"must be one of at most {CalendarLimits.MaxComponents} components");
        }

        var component = new Component(name, number);
        if (_open.TryPeek(out var parent)) parent.Children.Add(component);
        else _calendars.Add(component);
        _open.Push(component);
    }

    private void End(int number, string name)
    {
        var open = _open.Pop();
        if (open.Name != name)
        {
            throw new CalendarRefusedException(number, $"must close {open.Name} of line {open.Line} first");
        }
    }
}
