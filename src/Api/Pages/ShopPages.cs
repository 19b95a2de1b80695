using BookedBarber.Api.Access;
using BookedBarber.Api.Bookings;
using BookedBarber.Api.Http;
using BookedBarber.Api.Limits;
using BookedBarber.Api.Shops;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Shops;
using BookedBarber.Web.Book;
using BookedBarber.Web.Manage;
using BookedBarber.Web.Texts;

namespace BookedBarber.Api.Pages;

/// <summary>
/// The three steps in which a client books: <c>/{shop}</c>, <c>/{shop}/times</c>, <c>/{shop}/book</c>.
/// </summary>
internal sealed class ShopPages(
    ShopAddress address, IGrainFactory grains, NewBookings newBookings, ManageTokens tokens, TimeProvider clock)
{
    /// <summary>Maps the pages.</summary>
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/{shop}", (Delegate)ServicesAsync).Limited(RouteClass.Reads);
        pages.MapGet("/{shop}/times", (Delegate)TimesAsync).Limited(RouteClass.Reads);
        pages.MapGet("/{shop}/book", (Delegate)ContactAsync).Limited(RouteClass.Reads);
        pages.MapPost("/{shop}/book", (Delegate)BookAsync).Limited(RouteClass.Booking);
    }

    private async Task<IResult> ServicesAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } shop)
        {
            return ApiProblem.NotFound("shop").ToAnswer(context);
        }

        return PageAnswers.Of<ServicesPage>(
            (nameof(ServicesPage.Shop), shop), (nameof(ServicesPage.Choice), Read(context.Request.Query)));
    }

    private async Task<IResult> TimesAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } shop)
        {
            return ApiProblem.NotFound("shop").ToAnswer(context);
        }

        var choice = Read(context.Request.Query);
        if (ErrorOf(shop, choice) is { } error)
        {
            return Again(shop, choice, error);
        }

        var times = await Grain(shop).GetOpenTimesAsync(shop, choice, context.Request.ReadDay(), clock);
        return times.Value is { } found
            ? PageAnswers.Of<TimesPage>(
                (nameof(TimesPage.Shop), shop),
                (nameof(TimesPage.Choice), choice),
                (nameof(TimesPage.Times), found),
                (nameof(TimesPage.OwnZone), context.Request.OwnZone()))
            : Again(shop, choice, Refusal.InWords(times.Problem!, shop));
    }

    private async Task<IResult> ContactAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } shop)
        {
            return ApiProblem.NotFound("shop").ToAnswer(context);
        }

        var choice = Read(context.Request.Query);
        if (ErrorOf(shop, choice) is { } error)
        {
            return Again(shop, choice, error);
        }

        return shop.ReadStart(context.Request.Query["start"]) is { } start
            ? Contact(context, shop, choice, start, new ContactForm { Key = NewKey() })
            : TypedResults.LocalRedirect(choice.TimesAddress(shop));
    }

    private async Task<IResult> BookAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } shop)
        {
            return ApiProblem.NotFound("shop").ToAnswer(context);
        }

        if (await PageForm.ReadAsync(context.Request) is not { } sent)
        {
            return ApiProblem.Of(
                StatusCodes.Status400BadRequest,
                ApiProblemCodes.MalformedRequest,
                "The body must be a form.").ToAnswer(context);
        }

        var choice = Choice(sent["service"], sent["barber"]);
        if (ErrorOf(shop, choice) is { } error)
        {
            return Again(shop, choice, error);
        }

        if (shop.ReadStart(sent["start"]) is not { } start)
        {
            return TypedResults.LocalRedirect(choice.TimesAddress(shop));
        }

        var form = new ContactForm
        {
            Key = sent[ContactForm.KeyField],
            Name = sent[ContactForm.NameField].Trim(),
            Email = sent[ContactForm.EmailField].Trim(),
            Phone = sent[ContactForm.PhoneField].Trim(),
            Notes = sent[ContactForm.NotesField].Trim(),
        };
        var booked = await AskAsync(context, shop, new BookingRequest
        {
            IdempotencyKey = form.Key,
            Services = choice.Services,
            Barber = choice.Barber,
            Start = start,
            Client = new ClientMessage
            {
                Name = form.Name,
                Email = form.Email.Length == 0 ? null : form.Email,
                Phone = form.Phone.Length == 0 ? null : form.Phone,
            },
            Notes = form.Notes.Length == 0 ? null : form.Notes,
        });
        if (booked.Problem is { } problem)
        {
            // The key goes on: where a try without an answer has booked after all, the next one finds that booking.
            var next = problem.Code == ProblemCodes.IdempotencyMismatch ? form with { Key = NewKey() } : form;
            return Contact(context, shop, choice, start, next, problem);
        }

        var id = booked.Value!.Booking.Id;
        return PageAnswers.SeeOther(new BookingLinks(id, tokens.TokenFor(id)).Booked);
    }

    // Who is not answered sees their form again, and not a page on which it is lost.
    private async Task<Result<BookingAnswer>> AskAsync(HttpContext context, ShopProfile shop, BookingRequest request)
    {
        try
        {
            return await newBookings.CountThrownAsync(context, () => newBookings.BookAsync(shop.Id, request));
        }
        catch (Exception exception)
            when (ProblemHandling.ProblemOf(exception) is
            {
                Code: ProblemCodes.Unavailable,
                RetryAfterSeconds: { } wait,
            })
        {
            context.Response.Headers.RetryAfter = wait.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Problem.Of(ProblemCodes.Unavailable, exception.Message);
        }
    }

    private static IResult Contact(
        HttpContext context,
        ShopProfile shop,
        BookingChoice choice,
        DateTimeOffset start,
        ContactForm form,
        Problem? problem = null) => PageAnswers.Of<ContactPage>(
            problem is null ? StatusCodes.Status200OK : ApiProblemCodes.StatusOf(problem.Code),
            (nameof(ContactPage.Shop), shop),
            (nameof(ContactPage.Choice), choice),
            (nameof(ContactPage.Start), start),
            (nameof(ContactPage.Form), form),
            (nameof(ContactPage.Problem), problem),
            (nameof(ContactPage.OwnZone), context.Request.OwnZone()));

    private static IResult Again(ShopProfile shop, BookingChoice choice, string error) => PageAnswers.Of<ServicesPage>(
        StatusCodes.Status422UnprocessableEntity,
        (nameof(ServicesPage.Shop), shop),
        (nameof(ServicesPage.Choice), choice),
        (nameof(ServicesPage.Error), error));

    private static BookingChoice Read(IQueryCollection query) =>
        Choice(string.Join(',', query["service"].ToArray()), query["barber"].ToString());

    // What is not an id cannot be chosen on the page, and is no choice.
    private static BookingChoice Choice(string services, string barber) => new(
        [.. services.Split(',', ServicePlan.MaxServices + 2, StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Guid.TryParseExact(text, "D", out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty).Distinct()],
        Guid.TryParseExact(barber, "D", out var chosen) ? chosen : null);

    private static string? ErrorOf(ShopProfile shop, BookingChoice choice)
    {
        if (choice.Services.Length is 0 or > ServicePlan.MaxServices)
        {
            return choice.Services.Length == 0
                ? Words.ServiceMissing
                : Format.Of(Words.TooManyServices, ServicePlan.MaxServices);
        }

        var barber = shop.Barbers.FirstOrDefault(barber => barber.Id == choice.Barber);
        return choice.Services.Any(id => shop.Services.All(service => service.Id != id))
            || (choice.Barber is not null && barber is null) ? Words.ServiceGone
            : Visit.Of(shop, choice) is not null ? null
            : barber is null ? Words.NoOneDoesAll
            : Format.Of(Words.NobodyDoesAll, barber.Name);
    }

    private string NewKey() => Guid.CreateVersion7(clock.GetUtcNow()).ToString();

    private async Task<ShopProfile?> FindAsync(HttpContext context) =>
        await address.ResolveAsync(context) is { } id
            ? await grains.GetGrain<IShopGrain>(id.ToString()).GetProfile()
            : null;

    private IShopGrain Grain(ShopProfile shop) => grains.GetGrain<IShopGrain>(shop.Id.ToString());
}
