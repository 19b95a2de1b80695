using System.Globalization;
using System.Text;

namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>What happened in a run, a line each, in the order in which it happened.</summary>
internal sealed class History(EventLoop loop)
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<Guid, string> _names = [];

    public override string ToString() => _text.ToString();

    public void Write(string line)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{loop.ElapsedTicks / (double)TimeSpan.TicksPerSecond,12:F4}  ")
            .Append(line).Append('\n');
    }

    /// <summary>Gives something a name that says what it is.</summary>
    public void Name(Guid id, string name) => _names[id] = name;

    /// <summary>A short name instead of an id.</summary>
    public string Name(Guid id)
    {
        if (!_names.TryGetValue(id, out var name))
        {
            _names[id] = name = $"b{_names.Count}";
        }

        return name;
    }
}
