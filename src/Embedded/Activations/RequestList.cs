using Orleans.Calls;

namespace Orleans.Activations;

/// <summary>Requests in the order they came, linked through themselves. Guarded by the activation's lock.</summary>
internal struct RequestList
{
    private Request? _last;

    internal Request? First { get; private set; }

    internal readonly bool IsEmpty => First is null;

    internal void Add(Request request)
    {
        request.Previous = _last;
        request.Next = null;
        if (_last is null) First = request;
        else _last.Next = request;
        _last = request;
    }

    internal readonly int CountCalls()
    {
        var count = 0;
        for (var request = First; request is not null; request = request.Next)
        {
            if (!request.IsLocal) count++;
        }

        return count;
    }

    internal void Remove(Request request)
    {
        if (request.Previous is null) First = request.Next;
        else request.Previous.Next = request.Next;
        if (request.Next is null) _last = request.Previous;
        else request.Next.Previous = request.Previous;
        request.Previous = request.Next = null;
    }
}
