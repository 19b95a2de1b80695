using BookedBarber.Api.Http;
using BookedBarber.Web.Problems;
using BookedBarber.Web.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookedBarber.Api.Pages;

/// <summary>Answers to people.</summary>
internal static class PageAnswers
{
    private const string Html = "text/html";
    private const string ProgramsPrefix = "/v1";

    /// <summary>Whether a page is wanted and not JSON: programs do not ask for HTML, browsers do.</summary>
    public static bool WantsPage(this HttpRequest request) =>
        !request.Path.StartsWithSegments(ProgramsPrefix, StringComparison.Ordinal)
        && request.Headers.Accept.Any(accept => accept?.Contains(Html, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>A component of <c>src/Web</c> as a whole page.</summary>
    public static IResult Of<TPage>(int status, params (string Name, object? Value)[] parameters)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(parameters.ToDictionary(given => given.Name, given => given.Value))
        {
            StatusCode = status,
            PreventStreamingRendering = true,
        };

    /// <summary>A component of <c>src/Web</c> as a whole page, with 200.</summary>
    public static IResult Of<TPage>(params (string Name, object? Value)[] parameters)
        where TPage : IComponent => Of<TPage>(StatusCodes.Status200OK, parameters);

    /// <summary>A problem as whoever asks can read it: a page, or problem details.</summary>
    public static IResult ToAnswer(this ApiProblem problem, HttpContext context, bool aboutBooking = false)
    {
        if (!context.Request.WantsPage())
        {
            return problem.ToResult();
        }

        PageEndpoints.SetHeaders(context.Response);
        if (problem.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return Of<ProblemPage>(
            problem.Status,
            (nameof(ProblemPage.Status), problem.Status),
            (nameof(ProblemPage.AboutBooking), aboutBooking));
    }

    /// <summary>303: after a form, the browser goes on with GET.</summary>
    public static IResult SeeOther(string address) => new SeeOtherResult(address);

    /// <summary>The zone in which the reader lives, as the browser said.</summary>
    public static OwnZone OwnZone(this HttpRequest request) =>
        Web.Texts.OwnZone.Read(request.Cookies[Web.Texts.OwnZone.Cookie]);

    private sealed class SeeOtherResult(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
