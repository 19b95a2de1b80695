using BookedBarber.Api.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace BookedBarber.Api.Pages;

/// <summary>What a form sent; a field that is not there is empty.</summary>
internal sealed class PageForm(IFormCollection fields)
{
    private const int MaxFields = 50;

    private static readonly FormOptions Bounds = new()
    {
        ValueCountLimit = MaxFields,
        BufferBodyLengthLimit = RequestBody.MaxBytes,
        ValueLengthLimit = RequestBody.MaxBytes,
    };

    /// <summary>The first value of a field; none when it has a NUL, which no field of ours takes.</summary>
    public string this[string name] => fields[name] is [{ } value, ..] && !value.Contains('\0') ? value : "";

    /// <summary>Reads the body; null when it is no form.</summary>
    public static async Task<PageForm?> ReadAsync(HttpRequest request)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            != true)
        {
            return null;
        }

        // The guard of a page has read it already, to find its token.
        if (request.HttpContext.Features.Get<IFormFeature>()?.Form is { } known)
        {
            return new PageForm(known);
        }

        try
        {
            var form = new FormFeature(request, Bounds);
            request.HttpContext.Features.Set<IFormFeature>(form);
            return new PageForm(await form.ReadFormAsync(request.HttpContext.RequestAborted));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads the body of a form about an account, which must come from a page of ours: null when it does not.
    /// </summary>
    public static async Task<PageForm?> ReadOwnAsync(HttpContext context) =>
        await ReadAnyAsync(context) is (var form, IsOwn: true) ? form : null;

    /// <summary>
    /// The same with what it holds when it does not come from a page of ours: to show it once more, and for nothing
    /// else. What is no form is empty.
    /// </summary>
    public static async Task<(PageForm Form, bool IsOwn)> ReadAnyAsync(HttpContext context)
    {
        // Read within our bounds first; the check of the token finds the same form.
        var form = await ReadAsync(context.Request);
        var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
        return form is null
            ? (new PageForm(FormCollection.Empty), false)
            : (form, await antiforgery.IsRequestValidAsync(context));
    }
}
