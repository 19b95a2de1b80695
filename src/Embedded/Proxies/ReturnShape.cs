using System.Reflection;
using Orleans.Calls;

namespace Orleans.Proxies;

/// <summary>How the task that a grain method returns is carried by a call.</summary>
internal sealed record ReturnShape(Type ResultType, MethodInfo Send, MethodInfo? Wrap)
{
    internal Type WrappedType => typeof(ValueTask<>).MakeGenericType(ResultType);

    internal static ReturnShape Of(MethodInfo method)
    {
        var type = method.ReturnType;
        if (method.IsGenericMethodDefinition || method.GetParameters().Any(p => p.ParameterType.IsByRef))
            throw new NotSupportedException(
                $"{method.DeclaringType}.{method.Name}: a grain method is not generic and has no ref parameters.");
        if (type == typeof(Task))
            return new(typeof(Nothing), Sender(nameof(CallingReference.SendTask)), Wrapper(nameof(WrapTask)));
        if (type == typeof(ValueTask))
            return new(typeof(Nothing), Sender(nameof(CallingReference.SendValueTask)), Wrapper(nameof(WrapValueTask)));
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var result = generic is null ? null : type.GetGenericArguments()[0];
        if (generic == typeof(Task<>))
            return new(result!, Sender(nameof(CallingReference.SendTaskOf), result!),
                Wrapper(nameof(WrapTaskOf), result!));
        if (generic == typeof(ValueTask<>))
            return new(result!, Sender(nameof(CallingReference.SendValueTaskOf), result!), null);
        throw new NotSupportedException(
            $"{method.DeclaringType}.{method.Name}: a grain method returns Task, Task<T>, ValueTask or ValueTask<T>.");
    }

    public static ValueTask<Nothing> WrapTask(Task task)
        => task.IsCompletedSuccessfully ? default : new(AsNothing(new(task)));

    public static ValueTask<Nothing> WrapValueTask(ValueTask task)
        => task.IsCompletedSuccessfully ? default : new(AsNothing(task));

    public static ValueTask<TResult> WrapTaskOf<TResult>(Task<TResult> task) => new(task);

    private static async Task<Nothing> AsNothing(ValueTask task)
    {
        await task;
        return default;
    }

    private static MethodInfo Sender(string name) => typeof(CallingReference).GetMethod(name)!;

    private static MethodInfo Sender(string name, Type result) => Sender(name).MakeGenericMethod(result);

    private static MethodInfo Wrapper(string name) => typeof(ReturnShape).GetMethod(name)!;

    private static MethodInfo Wrapper(string name, Type result) => Wrapper(name).MakeGenericMethod(result);
}
