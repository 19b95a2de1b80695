using System.Text.Json;
using Orleans.Storage;

namespace BookedBarber.Silo.Cluster;

/// <summary>
/// Grain state as the embedded runtime writes it: JSON without any name of a type, so that classes may be renamed and
/// moved, and a database may change its runtime.
/// </summary>
internal sealed class GrainStateJson : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, Options);
}
