namespace BookedBarber.Embedded.Tests.EmbeddedOnly;

public interface IOrderGrain : IGrainWithStringKey
{
    Task Step(List<string> order, string name);
}

public sealed class OrderGrain : Grain, IOrderGrain
{
    public async Task Step(List<string> order, string name)
    {
        order.Add(name);
        await Task.Yield();
        order.Add(name);
    }
}
