using BookedBarber.TestKit.Client;
using BookedBarber.TestKit.Processes;
using BookedBarber.Web.Tests.Browser;

namespace BookedBarber.Web.Tests.Pages;

/// <summary>A client who books while the database is away.</summary>
public sealed class OutageTests
{
    [ChromiumFact]
    public async Task Who_is_not_answered_keeps_the_form_and_its_key_and_books_once()
    {
        await using var postgres = await TemporaryPostgres.StartAsync();
        await using var api = await ApiProcess.StartOnAsync(postgres.ConnectionString);
        var shop = await TestShop.OpenAsync(api.Administrator, new ShopPlan());
        await using var visitor = await Visitor.ComeAsync(api.Address, shop.Slug);
        await visitor.ChooseAsync();
        await visitor.GoToTomorrowAsync();
        await visitor.TakeAsync(3);
        var key = await visitor.Browser.AttributesAsync("[name=key]", "value");

        await postgres.Server.KillAsync();
        await visitor.BookAsync();
        await visitor.Browser.HasAsync(".notice.bad[role=alert]");
        Assert.Equal("Ada Lovelace", await visitor.Browser.Page.InputValueAsync("#name"));
        Assert.Equal(key, await visitor.Browser.AttributesAsync("[name=key]", "value"));

        await postgres.Server.StartAgainAsync();
        await Eventually.HoldsAsync("the booking is made", async () =>
        {
            await visitor.Browser.ClickAsync(Visitor.Next);
            await visitor.Browser.HasAsync($"{Visitor.Ticket}, .notice.bad[role=alert]");
            return await visitor.Browser.Page.Locator(Visitor.Ticket).CountAsync() == 1;
        });
        var list = await shop.Staff.GetAsync($"{shop.Path}/bookings?from={shop.Date(0)}&to={shop.Date(7)}");
        Assert.Equal(1, list["items"].GetArrayLength());
    }
}
