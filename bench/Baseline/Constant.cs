namespace BookedBarber.Baseline;

/// <summary>A routed endpoint that sends bytes it was given: what HTTP itself costs on this machine.</summary>
internal static class Constant
{
    private static byte[] _body = "{}"u8.ToArray();

    public static void MapConstant(this WebApplication app)
    {
        app.MapPut("/constant", async (HttpRequest request) =>
        {
            using var copy = new MemoryStream();
            await request.Body.CopyToAsync(copy);
            _body = copy.ToArray();
        });
        app.MapGet("/constant/shops/{shop}/availability", static async (HttpContext context) =>
        {
            var response = context.Response;
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = _body.Length;
            await response.BodyWriter.WriteAsync(_body, context.RequestAborted);
        });
    }
}
