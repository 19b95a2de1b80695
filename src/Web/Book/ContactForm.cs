using BookedBarber.Grains.Interfaces.Results;
using BookedBarber.Web.Texts;

namespace BookedBarber.Web.Book;

/// <summary>What a client wrote into the form of the third step.</summary>
public sealed record ContactForm
{
    /// <summary>The names of the fields in the form.</summary>
    public const string NameField = "name", EmailField = "email", PhoneField = "phone", NotesField = "notes";

    /// <summary>The name of the hidden field with <see cref="Key"/>.</summary>
    public const string KeyField = "key";

    /// <summary>Makes sending the form twice book once.</summary>
    public required string Key { get; init; }

    /// <summary>How the barber should call them.</summary>
    public string Name { get; init; } = "";

    /// <summary>May be empty.</summary>
    public string Email { get; init; } = "";

    /// <summary>May be empty.</summary>
    public string Phone { get; init; } = "";

    /// <summary>May be empty.</summary>
    public string Notes { get; init; } = "";

    /// <summary>What to say at a field that was refused; null when it was not.</summary>
    /// <param name="problem">The refusal, if there was one.</param>
    /// <param name="field">One of the names above.</param>
    public static string? ErrorAt(Problem? problem, string field)
    {
        var refused = problem is { Code: ProblemCodes.ValidationFailed }
            && problem.Errors.Any(error => error.Field == field || error.Field == $"client.{field}");
        return !refused ? null : field switch
        {
            NameField => Words.NameInvalid,
            EmailField => Words.EmailInvalid,
            PhoneField => Words.PhoneInvalid,
            _ => Words.NotesInvalid,
        };
    }
}
