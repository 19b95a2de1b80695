using BookedBarber.Api.Http;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Time;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using NodaTime;

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

    /// <summary>The first value of a field.</summary>
    public string this[string name] => fields[name] is [{ } value, ..] ? value : "";

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
    public static async Task<PageForm?> ReadOwnAsync(HttpContext context)
    {
        // Read within our bounds first; the check of the token finds the same form.
        var form = await ReadAsync(context.Request);
        var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
        return form is not null && await antiforgery.IsRequestValidAsync(context) ? form : null;
    }
}

/// <summary>Reads a start from an address or a form.</summary>
internal static class PageStart
{
    /// <summary>The start on the shop's clock; null when it is not one that a calendar has.</summary>
    public static DateTimeOffset? ReadStart(this ShopProfile shop, string? text)
    {
        if (text is not { Length: > 0 } || !Rfc3339.TryParse(text, out var start))
        {
            return null;
        }

        var instant = Instant.FromDateTimeOffset(start);
        var date = instant.InUtc().Date;
        if (date <= ShopCalendar.MinDate.PlusDays(2) || date >= ShopCalendar.MaxDate.PlusDays(-2))
        {
            return null;
        }

        return instant.InZone(ShopCalendar.For(shop.TimeZone, shop.Policy.SlotMinutes).Zone).ToDateTimeOffset();
    }
}
