using System.Net;
using BookedBarber.Cluster.Tests.Histories;
using BookedBarber.Grains.Interfaces.Bookings;
using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Grains.Interfaces.Shops;
using BookedBarber.Scheduling.Bookings;
using BookedBarber.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;

namespace BookedBarber.Cluster.Tests.Load;

/// <summary>
/// A client of one silo's gateway that knows no other and never learns that the silo was declared dead: whatever that
/// silo answers, it hears.
/// </summary>
internal sealed class GatewayDoor : IDoor, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly IHost _host;
    private readonly IGrainFactory _grains;
    private readonly CancellationTokenSource _closed = new();

    private GatewayDoor(string name, IHost host)
    {
        Name = name;
        _host = host;
        _grains = host.Services.GetRequiredService<IGrainFactory>();
    }

    public string Name { get; }

    public static async Task<GatewayDoor> OpenAsync(string name, IPEndPoint gateway)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client
            .UseStaticClustering(gateway)
            .Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) =
                (SiloSettings.ServiceId, SiloSettings.ServiceId))
            .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = Patience));
        var host = builder.Build();
        await host.StartAsync();
        return new GatewayDoor(name, host);
    }

    public async Task<Reply> SendAsync(Wish wish, LoadShop shop, string? token)
    {
        try
        {
            return await AskAsync(wish, shop).WaitAsync(_closed.Token);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException
            or OperationCanceledException or CodecNotFoundException)
        {
            return new Reply(null, exception.GetType().Name);
        }
    }

    /// <summary>Waits for nothing any more: the silo has ended.</summary>
    public void Close() => _closed.Cancel();

    public async ValueTask DisposeAsync()
    {
        Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _host.StopAsync(limit.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or OrleansException)
        {
            // Its silo is gone.
        }

        _host.Dispose();
        _closed.Dispose();
    }

    private async Task<Reply> AskAsync(Wish wish, LoadShop shop) => wish.What switch
    {
        Asked.Book or Asked.Recall => OfBooking(
            await _grains.GetGrain<IShopGrain>($"{wish.Shop}").Book(BookingOf(wish, shop))),
        Asked.Look => Of(await Booking(wish).Get()),
        _ => Of(await ChangeAsync(wish)),
    };

    private async Task<Result<BookingMessage>> ChangeAsync(Wish wish)
    {
        var look = await Booking(wish).Get();
        if (look.Value is not { } seen)
        {
            return look;
        }

        return wish.What switch
        {
            Asked.Move => await _grains.GetGrain<IShopGrain>($"{wish.Shop}").Reschedule(MoveOf(wish, seen)),
            Asked.Cancel => await Booking(wish).Change(BookingAction.Cancel, asStaff: true, seen.Revision),
            _ => await Booking(wish).Change(BookingAction.Confirm, asStaff: true, seen.Revision),
        };
    }

    private IBookingGrain Booking(Wish wish) => _grains.GetGrain<IBookingGrain>($"{wish.Booking}");

    // The same request as HttpDoor's, so that the key may be repeated there.
    private static BookingRequest BookingOf(Wish wish, LoadShop shop) => new()
    {
        IdempotencyKey = wish.Key,
        Services = [shop.ServiceFor(wish.Deposit)],
        Barber = wish.Barber,
        Start = wish.Start,
        Client = new ClientMessage { Name = "Ada", Email = "ada@example.org", Phone = "+49 30 1234" },
        AnswerBy = TimeProvider.System.GetUtcNow() + Patience,
    };

    private static RescheduleRequest MoveOf(Wish wish, BookingMessage seen) => new()
    {
        BookingId = wish.Booking!.Value,
        Start = wish.Start,
        Barber = wish.Barber,
        AnyBarber = wish.Barber is null,
        AsStaff = true,
        Revision = seen.Revision,
        AnswerBy = TimeProvider.System.GetUtcNow() + Patience,
    };

    private static Reply OfBooking(Result<BookingAnswer> result) =>
        result.Problem is { } problem ? Refused(problem) : new Reply(200, null, Seen(result.Value!.Booking));

    private static Reply Of(Result<BookingMessage> result) =>
        result.Problem is { } problem ? Refused(problem) : new Reply(200, null, Seen(result.Value!));

    // A booking that changed under the request was neither changed nor refused: as the front door would, ask again.
    private static Reply Refused(Problem problem) => problem.Code switch
    {
        ProblemCodes.BookingChanged => new Reply(null, problem.Code),
        ProblemCodes.SlotTaken or ProblemCodes.InvalidStatus or ProblemCodes.HoldExpired =>
            new Reply(409, problem.Code),
        _ => new Reply(422, problem.Code),
    };

    private static SeenBooking Seen(BookingMessage booking) =>
        new(booking.Id, booking.Status.Name(), booking.Barber, booking.Start, booking.HoldExpiresAt);
}
