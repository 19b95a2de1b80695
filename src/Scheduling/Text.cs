using System.Buffers;
using System.Text;

namespace BookedBarber.Scheduling;

/// <summary>The rules for text that people write and the database keeps.</summary>
public static class Text
{
    /// <summary>The longest name, in UTF-16 code units.</summary>
    public const int MaxName = 200;

    /// <summary>The longest note, in UTF-16 code units.</summary>
    public const int MaxNotes = 2_000;

    /// <summary>Adds what is wrong with one line of text: blank, too long, control characters, bad Unicode.</summary>
    /// <param name="path">Where it stands.</param>
    /// <param name="value">The text; null is a problem, too.</param>
    /// <param name="maxLength">The most UTF-16 code units.</param>
    /// <param name="problems">Takes what is wrong; nothing is added when all is well.</param>
    public static void Check(string path, string? value, int maxLength, ICollection<FieldProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(value)) problems.Add(new FieldProblem(path, "must not be empty"));
        else if (value.Length > maxLength) problems.Add(new(path, $"must have at most {maxLength} characters"));
        else if (!IsClean(value, lines: false)) problems.Add(new(path, "must not have control characters"));
    }

    /// <summary>As <see cref="Check"/>, for text that may be absent, be empty and have several lines.</summary>
    public static void CheckLines(string path, string? value, int maxLength, ICollection<FieldProblem> problems)
    {
        if (value is null) return;
        if (value.Length > maxLength) problems.Add(new FieldProblem(path, $"must have at most {maxLength} characters"));
        else if (!IsClean(value, lines: true)) problems.Add(new FieldProblem(path, "must not have control characters"));
    }

    /// <summary>Whether text has no control characters and no half of a surrogate pair.</summary>
    private static bool IsClean(string value, bool lines)
    {
        var rest = value.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var used) != OperationStatus.Done) return false;
            if (Rune.IsControl(rune) && !(lines && rune.Value is ('\n' or '\r' or '\t'))) return false;
            rest = rest[used..];
        }

        return true;
    }
}
