using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using Orleans.Calls;

namespace Orleans.Proxies;

/// <summary>
/// Writes, once for each grain interface, a reference class, and once for each of its methods a call class with the
/// arguments as fields. Nothing is boxed and nothing is looked up when a call is made.
/// </summary>
internal static class ProxyBuilder
{
    private const MethodAttributes Override =
        MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.Final;

    private static readonly Lock Gate = new();
    private static readonly ConcurrentDictionary<Type, Proxy> Proxies = new();
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Arguments = new();
    private static readonly OpenAssembly Assembly = new();

    internal static Proxy ProxyFor(Type interfaceType)
    {
        if (Proxies.TryGetValue(interfaceType, out var known)) return known;
        lock (Gate) return Proxies.GetOrAdd(interfaceType, Build);
    }

    internal static FieldInfo[] ArgumentsOf(Type callType) => Arguments.GetOrAdd(
        callType,
        static type => [.. type
            .GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .OrderBy(field => field.MetadataToken)]);

    private static Proxy Build(Type interfaceType)
    {
        MethodInfo[] methods = [.. interfaceType.GetInterfaces().Prepend(interfaceType)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))];
        Assembly.Open(interfaceType);
        var name = $"{interfaceType.FullName}_{Proxies.Count}";
        var reference = Assembly.DefineClass($"{name}_Reference", typeof(CallingReference));
        reference.AddInterfaceImplementation(interfaceType);
        reference.DefineDefaultConstructor(MethodAttributes.Public);
        for (var index = 0; index < methods.Length; index++)
        {
            var shape = ReturnShape.Of(methods[index]);
            foreach (var parameter in methods[index].GetParameters()) Assembly.Open(parameter.ParameterType);
            Assembly.Open(shape.ResultType);
            var call = BuildCall($"{name}_{methods[index].Name}_{index}", methods[index], shape);
            BuildMethod(reference, methods[index], index, call, shape);
        }

        var type = reference.CreateType();
        return new(methods, Factory(type));
    }

    private static Func<CallingReference> Factory(Type type)
    {
        var factory = new DynamicMethod($"new {type.Name}", typeof(CallingReference), [], type.Module, true);
        var il = factory.GetILGenerator();
        il.Emit(OpCodes.Newobj, type.GetConstructor([])!);
        il.Emit(OpCodes.Ret);
        return factory.CreateDelegate<Func<CallingReference>>();
    }

    private static Type BuildCall(string name, MethodInfo method, ReturnShape shape)
    {
        var parent = typeof(GrainCall<>).MakeGenericType(shape.ResultType);
        var call = Assembly.DefineClass(name, parent);
        call.DefineDefaultConstructor(MethodAttributes.Public);
        var parameters = method.GetParameters();
        FieldInfo[] fields = [.. parameters.Select((parameter, index) => call.DefineField(
            $"{index}_{parameter.Name}", parameter.ParameterType, FieldAttributes.Public))];

        var invoke = call.DefineMethod(
            nameof(GrainCall<>.Invoke), Override, shape.WrappedType, [typeof(object)]);
        var il = invoke.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var field in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
        }

        il.Emit(OpCodes.Callvirt, method);
        if (shape.Wrap is not null) il.Emit(OpCodes.Call, shape.Wrap);
        il.Emit(OpCodes.Ret);

        if (fields.LastOrDefault(field => field.FieldType == typeof(CancellationToken)) is { } token)
        {
            var getter = call.DefineMethod(
                "get_" + nameof(GrainCall<>.Token), Override | MethodAttributes.SpecialName,
                typeof(CancellationToken), []);
            il = getter.GetILGenerator();
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, token);
            il.Emit(OpCodes.Ret);
        }

        return call.CreateType();
    }

    private static void BuildMethod(TypeBuilder reference, MethodInfo method, int index, Type call, ReturnShape shape)
    {
        Type[] types = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
        var name = $"{method.DeclaringType!.Name}.{method.Name}";
        var body = reference.DefineMethod(name, Override | MethodAttributes.NewSlot, method.ReturnType, types);
        var il = body.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, call.GetConstructor([])!);
        var fields = ArgumentsOf(call);
        for (var argument = 0; argument < fields.Length; argument++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, (short)(argument + 1));
            il.Emit(OpCodes.Stfld, fields[argument]);
        }

        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Call, shape.Send);
        il.Emit(OpCodes.Ret);
        reference.DefineMethodOverride(body, method);
    }

    /// <summary>A reference class: its methods in the order of their numbers, and how to make one.</summary>
    internal sealed record Proxy(MethodInfo[] Methods, Func<CallingReference> Create);
}
