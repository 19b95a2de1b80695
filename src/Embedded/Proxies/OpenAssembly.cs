using System.Reflection;
using System.Reflection.Emit;

namespace Orleans.Proxies;

/// <summary>
/// The assembly that generated classes are in. Grain interfaces may be internal to theirs; the runtime lets this
/// assembly see what it names in an attribute that has no type in the base library, so the type is generated as well.
/// </summary>
internal sealed class OpenAssembly
{
    private readonly AssemblyBuilder _assembly;
    private readonly ModuleBuilder _module;
    private readonly ConstructorInfo _attribute;
    private readonly HashSet<string> _open = [];

    internal OpenAssembly()
    {
        _assembly = AssemblyBuilder.DefineDynamicAssembly(
            new("BookedBarber.Embedded.Proxies"), AssemblyBuilderAccess.Run);
        _module = _assembly.DefineDynamicModule("Proxies");
        _attribute = DefineAttribute();
        Open(typeof(OpenAssembly));
    }

    internal void Open(Type type)
    {
        if (_open.Add(type.Assembly.GetName().Name!))
            _assembly.SetCustomAttribute(new(_attribute, [type.Assembly.GetName().Name!]));
        foreach (var argument in type.GetGenericArguments()) Open(argument);
        if (type.HasElementType) Open(type.GetElementType()!);
    }

    internal TypeBuilder DefineClass(string name, Type parent)
        => _module.DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class, parent);

    private ConstructorInfo DefineAttribute()
    {
        var type = _module.DefineType(
            "System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute", TypeAttributes.Public, typeof(Attribute));
        type.SetCustomAttribute(new(
            typeof(AttributeUsageAttribute).GetConstructor([typeof(AttributeTargets)])!,
            [AttributeTargets.Assembly],
            [typeof(AttributeUsageAttribute).GetProperty(nameof(AttributeUsageAttribute.AllowMultiple))!],
            [true]));
        var constructor = type.DefineConstructor(
            MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, typeof(Attribute).GetConstructor(
            BindingFlags.NonPublic | BindingFlags.Instance, [])!);
        il.Emit(OpCodes.Ret);
        return type.CreateType().GetConstructor([typeof(string)])!;
    }
}
