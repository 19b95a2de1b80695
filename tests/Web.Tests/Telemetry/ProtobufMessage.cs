namespace BookedBarber.Web.Tests.Telemetry;

/// <summary>Reads the fields of a protobuf message that hold bytes: texts, ids and messages inside it.</summary>
/// <param name="Bytes">The message.</param>
internal readonly record struct ProtobufMessage(ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Every field of this number, as the message that it may be.</summary>
    public IEnumerable<ProtobufMessage> All(int number)
    {
        for (var rest = Bytes; !rest.IsEmpty;)
        {
            var key = Varint(ref rest);
            var size = (key & 7) switch
            {
                0 => SizeOfVarint(rest),
                1 => 8,
                2 => (int)Varint(ref rest),
                5 => 4,
                var type => throw new InvalidDataException($"Wire type {type} in a protobuf message."),
            };
            if (key >> 3 == (ulong)number)
            {
                yield return new ProtobufMessage(rest[..size]);
            }

            rest = rest[size..];
        }
    }

    public string Text(int number) =>
        System.Text.Encoding.UTF8.GetString(All(number).SingleOrDefault().Bytes.Span);

    public string Hex(int number) => Convert.ToHexStringLower(All(number).SingleOrDefault().Bytes.Span);

    private static ulong Varint(ref ReadOnlyMemory<byte> rest)
    {
        var size = SizeOfVarint(rest);
        ulong value = 0;
        for (var i = 0; i < size; i++)
        {
            value |= (rest.Span[i] & 0x7FUL) << (7 * i);
        }

        rest = rest[size..];
        return value;
    }

    private static int SizeOfVarint(ReadOnlyMemory<byte> rest) => rest.Span.IndexOfAnyInRange((byte)0, (byte)0x7F) + 1;
}
