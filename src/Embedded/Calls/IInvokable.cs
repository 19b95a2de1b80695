using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A grain call as an object: which method, and its arguments.</summary>
public interface IInvokable
{
    /// <summary>How many arguments the call has.</summary>
    /// <returns>The count.</returns>
    int GetArgumentCount();

    /// <summary>One argument.</summary>
    /// <param name="index">Its position.</param>
    /// <returns>Its value.</returns>
    object? GetArgument(int index);

    /// <summary>Replaces one argument before the grain sees it.</summary>
    /// <param name="index">Its position.</param>
    /// <param name="value">Its new value.</param>
    void SetArgument(int index, object? value);

    /// <summary>The method's name.</summary>
    /// <returns>The name.</returns>
    string GetMethodName();

    /// <summary>The full name of the interface that was called.</summary>
    /// <returns>The name.</returns>
    string GetInterfaceName();

    /// <summary>The interface's method.</summary>
    /// <returns>The method.</returns>
    MethodInfo GetMethod();

    /// <summary>The interface that was called.</summary>
    /// <returns>The interface.</returns>
    Type GetInterfaceType();
}
