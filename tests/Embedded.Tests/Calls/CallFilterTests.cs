using BookedBarber.Embedded.Tests.Hosting;

namespace BookedBarber.Embedded.Tests.Calls;

public sealed class CallFilterTests
{
    private readonly string _key = Probe.NewKey();

    [Fact]
    public async Task A_filter_sees_the_call_and_its_result_and_may_change_both()
    {
        List<string> seen = [];
        await using var host = await GrainHost.StartAsync(options => options.Filters.Add(async context =>
        {
            seen.Add($"{context.MethodName}({context.Request.GetArgument(0)}) of {context.Grain.GetType().Name}");
            context.Request.SetArgument(0, "Dora");
            await context.Invoke();
            seen.Add($"{context.Result}");
            context.Result = context.Result + "!";
        }));

        Assert.Equal("Hello, Dora!", await host.Grains.GetGrain<ICallGrain>(_key).Greet("Eve"));
        Assert.Equal(["Greet(Eve) of CallGrain", "Hello, Dora"], seen);
    }

    [Fact]
    public async Task Filters_run_in_the_order_they_were_added_and_the_first_may_refuse()
    {
        var reached = false;
        await using var host = await GrainHost.StartAsync(options =>
        {
            options.Filters.Add(context => context.MethodName == nameof(ICallGrain.Nothing)
                ? throw new UnauthorizedAccessException("no")
                : context.Invoke());
            options.Filters.Add(context =>
            {
                reached = true;
                return context.Invoke();
            });
        });
        var grain = host.Grains.GetGrain<ICallGrain>(_key);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => grain.Nothing());
        Assert.False(reached);
        Assert.Equal(42, await grain.Twice(21));
        Assert.True(reached);
    }

    [Fact]
    public async Task A_filter_sees_what_the_grain_throws()
    {
        Exception? seen = null;
        await using var host = await GrainHost.StartAsync(options => options.Filters.Add(async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (KeyNotFoundException exception)
            {
                seen = exception;
                throw;
            }
        }));

        await Assert.ThrowsAsync<KeyNotFoundException>(() => host.Grains.GetGrain<ICallGrain>(_key).Throw("lost"));
        Assert.Equal("lost", seen?.Message);
    }
}
