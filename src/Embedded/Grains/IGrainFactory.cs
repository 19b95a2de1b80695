using Orleans.Runtime;

namespace Orleans;

/// <summary>Makes references to grains. Making one is cheap and activates nothing.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to the grain with this key.</summary>
    /// <typeparam name="TGrainInterface">The interface to call it by.</typeparam>
    /// <param name="primaryKey">The grain's key.</param>
    /// <param name="grainClassNamePrefix">Chooses between classes that implement the same interface.</param>
    /// <returns>The reference.</returns>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>A reference to the grain with this identity.</summary>
    /// <typeparam name="TGrainInterface">The interface to call it by.</typeparam>
    /// <param name="grainId">The grain's type and key.</param>
    /// <returns>The reference.</returns>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;

    /// <summary>A reference to the grain with this key.</summary>
    /// <param name="grainInterfaceType">The interface to call it by.</param>
    /// <param name="grainPrimaryKey">The grain's key.</param>
    /// <returns>The reference, which implements <paramref name="grainInterfaceType"/>.</returns>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);
}
