namespace Orleans.Activations;

/// <summary>
/// A first-in-first-out queue that costs one reference while it holds at most one item, which is what most
/// activations hold at most.
/// </summary>
internal struct WorkItems
{
    private object? _items;

    internal readonly bool IsEmpty => _items is null;

    internal void Add(object item)
    {
        if (_items is null) _items = item;
        else if (_items is Many many) many.Enqueue(item);
        else
        {
            many = new();
            many.Enqueue(_items);
            many.Enqueue(item);
            _items = many;
        }
    }

    internal object? Take()
    {
        if (_items is not Many many)
        {
            var only = _items;
            _items = null;
            return only;
        }

        var first = many.Dequeue();
        if (many.Count == 0) _items = null;
        return first;
    }

    private sealed class Many : Queue<object>;
}
