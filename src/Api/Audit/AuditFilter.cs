using System.Data.Common;
using System.Text.Json;
using BookedBarber.Accounts.Audit;
using BookedBarber.Api.Access;
using BookedBarber.Api.Http;

namespace BookedBarber.Api.Audit;

/// <summary>What an endpoint does, as the audit log says it.</summary>
/// <param name="Name">As <c>service.changed</c>.</param>
public sealed record AuditedAction(string Name);

/// <summary>Writes down what staff changed, before it is answered.</summary>
public static partial class AuditFilter
{
    private const int Attempts = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// A success of this endpoint is in the audit log when it is answered. When the log cannot be written, the answer
    /// is 503, although the change was made.
    /// </summary>
    /// <param name="builder">The endpoint.</param>
    /// <param name="action">What it does, as <c>service.changed</c>.</param>
    public static RouteHandlerBuilder Audited(this RouteHandlerBuilder builder, string action) =>
        builder.WithMetadata(new AuditedAction(action)).AddEndpointFilter(async (context, next) =>
        {
            var result = await next(context);
            var http = context.HttpContext;
            if (result is not ApiProblemResult && http.Admission() is { Caller: { } caller } admission)
            {
                await WriteAsync(http, EntryOf(http, action, caller, admission, (result as IValueHttpResult)?.Value));
            }

            return result;
        });

    private static AuditEntry EntryOf(
        HttpContext context, string action, Caller caller, Admission admission, object? value)
    {
        var (subject, shop, detail) = AuditDetails.Of(value);
        var route = context.Request.RouteValues;
        return new AuditEntry
        {
            Actor = caller.Actor,
            Action = action,
            Shop = admission.Shop ?? shop,
            Subject = subject ?? (string?)(route["timeOff"] ?? route["id"]) ?? admission.Shop?.ToString(),
            Detail = detail,
            Address = context.ClientAddress(),
        };
    }

    // The client may have gone; what was changed is written down all the same. Each attempt has the deadline of its
    // command.
    private static async Task WriteAsync(HttpContext context, AuditEntry entry)
    {
        var log = context.RequestServices.GetRequiredService<AuditLog>();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await log.AddAsync(entry, CancellationToken.None);
                return;
            }
            catch (DbException exception)
            {
                if (attempt == Attempts || !exception.IsTransient)
                {
                    var logger = context.RequestServices.GetRequiredService<ILogger<AuditLog>>();
                    LogLost(
                        logger, exception, entry.Actor.Kind, entry.Actor.Id, entry.Action, entry.Shop, entry.Subject,
                        entry.Detail);
                    throw;
                }
            }

            await Task.Delay(Pause, context.RequestServices.GetRequiredService<TimeProvider>());
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Not in the audit log: {ActorKind} {Actor} did {Action} in {Shop} to {Subject}: {Detail}")]
    private static partial void LogLost(
        ILogger logger,
        Exception exception,
        string actorKind,
        Guid? actor,
        string action,
        Guid? shop,
        string? subject,
        JsonElement? detail);
}
