namespace BookedBarber.Bench.Generator;

/// <summary>Hands out requests, ready to be sent. Called by one client at a time for each index.</summary>
internal interface IRequestSource
{
    /// <summary>The next request of a client; empty when there is nothing left to ask.</summary>
    ReadOnlyMemory<byte> Next(int client);
}
