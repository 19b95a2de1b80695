using System.Text.Json.Serialization.Metadata;
using BookedBarber.Grains.Interfaces.Results;

namespace BookedBarber.Api.Http;

/// <summary>From what a grain answers to what a caller gets.</summary>
public static class Answers
{
    /// <summary>200 with the value, or the problem.</summary>
    public static IResult Ok<T>(this Result<T> result, JsonTypeInfo<T> type)
        where T : class =>
        result.Problem is { } problem
            ? ApiProblem.From(problem).ToResult()
            : TypedResults.Json(result.Value!, type);

    /// <summary>201 with the value and its address, or the problem.</summary>
    public static IResult Created<T>(this Result<T> result, JsonTypeInfo<T> type, Func<T, string> address)
        where T : class =>
        result.Problem is { } problem
            ? ApiProblem.From(problem).ToResult()
            : new CreatedResult<T>(result.Value!, type, address(result.Value!));

    /// <summary>204, or the problem.</summary>
    public static IResult NoContent<T>(this Result<T> result)
        where T : class =>
        result.Problem is { } problem
            ? ApiProblem.From(problem).ToResult()
            : TypedResults.NoContent();

    private sealed class CreatedResult<T>(T value, JsonTypeInfo<T> type, string address) : IResult, IValueHttpResult
    {
        public object? Value => value;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status201Created;
            httpContext.Response.Headers.Location = address;
            return httpContext.Response.WriteAsJsonAsync(
                value, type, contentType: null, httpContext.RequestAborted);
        }
    }
}
