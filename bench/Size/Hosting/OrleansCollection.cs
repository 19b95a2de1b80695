using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Size.Hosting;

/// <summary>Orleans does not take its idea of idle from a clock that can be put forward.</summary>
internal static class Collection
{
    /// <exception cref="InvalidOperationException">Always.</exception>
    public static void LookEvery(this IServiceCollection services, TimeSpan period) =>
        throw new InvalidOperationException(
            "This measures the embedded runtime: build it without -p:GrainRuntime=Orleans.");
}
