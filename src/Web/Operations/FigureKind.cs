namespace BookedBarber.Web.Operations;

/// <summary>What a figure is, and so how it is written. The page's script knows the same names in lower case.</summary>
public enum FigureKind
{
    /// <summary>A text as it is.</summary>
    Text,

    /// <summary>A term of the programs, or one that has a word in the reader's language.</summary>
    Term,

    /// <summary>The slug of a shop; leads to its page.</summary>
    Shop,

    /// <summary>An address; empty where there is none.</summary>
    Link,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>A number per second.</summary>
    Rate,

    /// <summary>A length of time in milliseconds.</summary>
    Milliseconds,

    /// <summary>How many seconds ago.</summary>
    Age,
}
