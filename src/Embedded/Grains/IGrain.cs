using Orleans.Runtime;

namespace Orleans;

/// <summary>The root of every grain interface.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain whose identity is a string.</summary>
public interface IGrainWithStringKey : IGrain;
