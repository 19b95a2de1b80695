using BookedBarber.Embedded.Tests.Hosting;

namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

public interface IContextGrain : IGrainWithStringKey
{
    Task<string?> Ambient();

    Task SetAmbient(string value);
}

public sealed class ContextGrain : Grain, IContextGrain
{
    internal static readonly AsyncLocal<string?> Local = new();

    public Task<string?> Ambient() => Task.FromResult(Local.Value);

    public Task SetAmbient(string value)
    {
        Local.Value = value;
        return Task.CompletedTask;
    }
}

public sealed class ContextTests
{
    [Fact]
    public async Task Async_locals_pass_neither_from_caller_to_grain_nor_from_turn_to_turn()
    {
        await using var host = await GrainHost.StartAsync();
        var grain = host.Grains.GetGrain<IContextGrain>("one");
        ContextGrain.Local.Value = "the caller's";

        var results = await Task.WhenAll(grain.Ambient(), Set(), grain.Ambient());

        Assert.All(results, Assert.Null);
        Assert.Equal("the caller's", ContextGrain.Local.Value);

        async Task<string?> Set()
        {
            await grain.SetAmbient("the turn's");
            return null;
        }
    }
}
