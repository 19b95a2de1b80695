namespace BookedBarber.Api.Http;

/// <summary>Writes problem details, with <c>Retry-After</c> where repeating the request is the remedy.</summary>
public sealed class ApiProblemResult(ApiProblem problem) : IResult
{
    /// <summary>What is written.</summary>
    public ApiProblem Problem => problem;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = problem.Status;
        if (problem.RetryAfterSeconds is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter =
                seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            httpContext.Response.Headers.WWWAuthenticate = "Bearer";
        }

        if (problem.Status == StatusCodes.Status413PayloadTooLarge
            && HttpProtocol.IsHttp11(httpContext.Request.Protocol))
        {
            // The rest of the body is not read, so this connection ends; nobody should send their next request on it.
            httpContext.Response.Headers.Connection = "close";
        }

        return httpContext.Response.WriteAsJsonAsync(
            problem, ApiJson.Default.ApiProblem, ApiProblem.ContentType, httpContext.RequestAborted);
    }
}
