namespace BookedBarber.Scheduling.Bookings;

/// <summary>Who a booking is for.</summary>
/// <param name="Name">How the client wants to be called.</param>
/// <param name="Email">Where confirmations may go, if given.</param>
/// <param name="Phone">As the client wrote it, if given.</param>
public sealed record Client(string Name, string? Email, string? Phone)
{
    /// <summary>The longest address that mail can be sent to (RFC 5321).</summary>
    public const int MaxEmail = 254;

    /// <summary>The longest telephone number, with room for spaces and an extension.</summary>
    public const int MaxPhone = 40;

    /// <summary>What is out of bounds, by the name of the member in the API; empty when all is well.</summary>
    /// <param name="path">Where the client stands, for example <c>client</c>.</param>
    public IReadOnlyList<FieldProblem> Check(string path = "client")
    {
        var problems = new List<FieldProblem>();
        Text.Check($"{path}.name", Name, Text.MaxName, problems);
        if (Email is not null)
        {
            Text.Check($"{path}.email", Email, MaxEmail, problems);
            var at = Email.IndexOf('@', StringComparison.Ordinal);
            if (at < 1 || at == Email.Length - 1 || Email.Any(char.IsWhiteSpace))
                problems.Add(new FieldProblem($"{path}.email", "must be an address such as ada@example.org"));
        }

        if (Phone is not null) Text.Check($"{path}.phone", Phone, MaxPhone, problems);
        return problems;
    }
}
