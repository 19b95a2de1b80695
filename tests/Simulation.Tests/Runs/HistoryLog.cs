using BookedBarber.Ledger;
using BookedBarber.Simulation.Tests.Model;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;

namespace BookedBarber.Simulation.Tests.Runs;

/// <summary>
/// What one process warns of goes into the history. What went wrong there may be the database's or the network's fault;
/// anything else is a mistake, also where a grain swallows it.
/// </summary>
internal sealed class HistoryLog(string process, History history, Lifetime lifetime, Checker checker)
    : ILoggerFactory, ILogger
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
            if (exception is not (null or LedgerUnavailableException or OrleansException or InconsistentStateException
                or TimeoutException or OperationCanceledException))
            {
                checker.Fail($"mistake: {process} met {exception}");
            }
        }
    }

    public void Dispose()
    {
    }
}
