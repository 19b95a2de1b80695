using Orleans.Runtime;

namespace Orleans;

/// <summary>Identity of grains and of references to them.</summary>
public static class GrainExtensions
{
    /// <summary>The identity of a grain or of what a reference points to.</summary>
    /// <param name="grain">A grain or a reference.</param>
    /// <returns>Its type and key.</returns>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase hosted => hosted.GrainContext.GrainId,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference.", nameof(grain)),
    };

    /// <summary>The string key of a grain or of what a reference points to.</summary>
    /// <param name="grain">A grain or a reference.</param>
    /// <returns>Its key.</returns>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.Key,
        Grain hosted => hosted.Activation.Key,
        _ => grain.GetGrainId().Key.ToString(),
    };

    /// <summary>A reference to this grain by another of its interfaces; calls through it take their turn.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="grain">A grain or a reference.</param>
    /// <returns>The reference.</returns>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
        => (TGrainInterface)(object)(grain switch
        {
            GrainReference reference => reference.Runtime.Bind(typeof(TGrainInterface), reference.GrainId),
            Grain hosted => hosted.Activation.Runtime.Bind(typeof(TGrainInterface), hosted.Activation.GrainId),
            null => throw new ArgumentNullException(nameof(grain)),
            _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference.", nameof(grain)),
        });

    /// <summary>The same as <see cref="AsReference{TGrainInterface}"/>.</summary>
    /// <typeparam name="TGrainInterface">The interface.</typeparam>
    /// <param name="grain">A grain or a reference.</param>
    /// <returns>The reference.</returns>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain)
        => grain.AsReference<TGrainInterface>();
}
