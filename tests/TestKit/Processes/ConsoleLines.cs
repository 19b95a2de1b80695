using System.Diagnostics;

namespace BookedBarber.TestKit.Processes;

/// <summary>What a process has said so far.</summary>
/// <param name="logPath">A file that gets every line, too.</param>
public sealed class ConsoleLines(string? logPath = null)
{
    private readonly Lock _gate = new();
    private readonly List<string> _output = [];
    private readonly List<string> _everything = [];

    /// <summary>The lines of standard output.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_gate)
            {
                return [.. _output];
            }
        }
    }

    /// <summary>Listens to a process whose streams are redirected.</summary>
    public void Follow(Process process)
    {
        process.OutputDataReceived += (_, line) => Add(line.Data, isOutput: true);
        process.ErrorDataReceived += (_, line) => Add(line.Data, isOutput: false);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The last lines of both streams, for a failure's message.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            return string.Join('\n', _everything.TakeLast(40));
        }
    }

    private void Add(string? line, bool isOutput)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            _everything.Add(line);
            if (isOutput)
            {
                _output.Add(line);
            }

            if (logPath is not null)
            {
                File.AppendAllText(logPath, line + '\n');
            }
        }
    }
}
