using Microsoft.Extensions.Logging;

namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>What one process warns of goes into the history.</summary>
internal sealed class HistoryLog(string process, History history, Lifetime lifetime) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("There is one log, the history.");

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && !lifetime.IsOver)
        {
            var cause = exception is null ? "" : $": {exception.GetType().Name}, {exception.Message}";
            history.Write($"{process} warns: {formatter(state, exception)}{cause}");
        }
    }

    public void Dispose()
    {
    }
}
