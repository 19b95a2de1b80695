using System.Data.Common;
using BookedBarber.Accounts.SignIn;
using BookedBarber.Api.Pages;
using BookedBarber.Grains.Interfaces.Results;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Storage;

namespace BookedBarber.Api.Http;

/// <summary>Makes problem details of everything that goes wrong outside a handler.</summary>
public static class ProblemHandling
{
    private const int RetryAfterSeconds = 1;

    /// <summary>Answers exceptions and bare status codes with problem details.</summary>
    public static void UseProblemDetails(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = HandleAsync,
            SuppressDiagnosticsCallback = static context => Classify(context.Exception) is not null,
        });
        app.Use(static next => context =>
        {
            var answered = next(context);
            return answered.IsCompletedSuccessfully && !IsBareStatus(context.Response)
                ? answered
                : AfterAsync(answered, context);
        });
    }

    private static async Task AfterAsync(Task answered, HttpContext context)
    {
        await answered;
        if (!IsBareStatus(context.Response))
        {
            return;
        }

        var status = context.Response.StatusCode;
        var detail = status switch
        {
            StatusCodes.Status404NotFound => "There is nothing at this address.",
            StatusCodes.Status405MethodNotAllowed => "This address does not take that method.",
            _ => "The request was not understood.",
        };
        await ApiProblem.Of(status, ApiProblemCodes.CodeOf(status), detail).ToAnswer(context).ExecuteAsync(context);
    }

    private static bool IsBareStatus(HttpResponse response) =>
        response is { StatusCode: >= 400 and < 600, HasStarted: false, ContentLength: null, ContentType: null or "" };

    private static Task HandleAsync(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            return Task.CompletedTask;
        }

        // The handler starts with an empty response.
        SecureHeaders.Set(context.Response);
        return ProblemOf(exception).ToAnswer(context).ExecuteAsync(context);
    }

    /// <summary>What a caller is told of an exception.</summary>
    internal static ApiProblem ProblemOf(Exception? exception) => Classify(exception) ?? ApiProblem.Of(
        StatusCodes.Status500InternalServerError,
        ApiProblemCodes.InternalError,
        "This is our mistake; it was written down.");

    /// <summary>The answer to an exception that is not a mistake of ours, or null.</summary>
    private static ApiProblem? Classify(Exception? exception) => exception switch
    {
        TooBusyException busy => ApiProblem.Unavailable(busy.Message, TooBusyException.RetryAfterSeconds),
        GrainUnavailableException unavailable => Unavailable(unavailable.RetryAfterSeconds),
        TimeoutException or LimitExceededException or SiloUnavailableException or OrleansMessageRejectionException
            or InconsistentStateException or OperationCanceledException or DbException { IsTransient: true }
            or { InnerException: DbException { IsTransient: true } }
            => Unavailable(RetryAfterSeconds),

        // What Orleans has no type of its own for: a silo came or went while a grain was being placed.
        { } plain when plain.GetType() == typeof(OrleansException) => Unavailable(RetryAfterSeconds),
        BadHttpRequestException bad => ApiProblem.Of(
            bad.StatusCode, ApiProblemCodes.CodeOf(bad.StatusCode), "The request was not understood."),
        _ => null,
    };

    private static ApiProblem Unavailable(int retryAfterSeconds) => ApiProblem.Unavailable(
        "The database or a part of the cluster does not answer; repeat the request, with the same key.",
        retryAfterSeconds);
}
