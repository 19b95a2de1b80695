using System.Text.Json;
using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Results;

namespace BookedBarber.Api.Bookings;

/// <summary>
/// Answers for whoever came second. The losers of one race come one after the other, and a shop in this process gives
/// all of them the same alternatives: so the bytes of the last answer are kept, and do for the next.
/// </summary>
internal sealed class SlotTakenAnswers
{
    private Answer? _last;

    public IResult For(Problem problem)
    {
        if (Volatile.Read(ref _last) is { } last && last.IsFor(problem))
        {
            return last;
        }

        var answer = new Answer(problem);
        Volatile.Write(ref _last, answer);
        return answer;
    }

    private sealed class Answer(Problem problem) : IResult
    {
        private readonly byte[] _body =
            JsonSerializer.SerializeToUtf8Bytes(ApiProblem.From(problem), ApiJson.Default.ApiProblem);

        // Alternatives are equal when they are the same array: what they say need not be compared.
        public bool IsFor(Problem other) =>
            problem.Alternatives == other.Alternatives && problem.Detail == other.Detail && problem.Code == other.Code;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = StatusCodes.Status409Conflict;
            response.ContentType = ApiProblem.ContentType;
            response.ContentLength = _body.Length;
            var sent = response.BodyWriter.WriteAsync(_body);
            return sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
        }
    }
}
