using System.Reflection;
using System.Text;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Grains.Interfaces.Tests;

/// <summary>
/// What goes over a wire between two versions of the program, as text: grains with their methods, messages with their
/// numbered members, enumerations with their values. Names of types are aliases, since those are what is sent.
/// </summary>
internal static class WireContract
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Describe()
    {
        var types = typeof(IShopGrain).Assembly.GetExportedTypes();
        var text = new StringBuilder();
        foreach (var grain in types.Where(IsGrain).OrderBy(Name, StringComparer.Ordinal))
        {
            text.Append(Name(grain)).Append('\n');
            foreach (var method in grain.GetMethods().OrderBy(Name, StringComparer.Ordinal))
            {
                var parameters = string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType)));
                var notes = new[]
                {
                    method.IsDefined(typeof(Orleans.Concurrency.AlwaysInterleaveAttribute)) ? " interleaves" : "",
                    method.IsDefined(typeof(SafeToRepeatAttribute)) ? " safe-to-repeat" : "",
                };
                text.Append($"  {Name(method)}({parameters}) -> {Name(method.ReturnType)}{string.Concat(notes)}\n");
            }

            text.Append('\n');
        }

        var messages = types.Where(IsMessage).OrderBy(Name, StringComparer.Ordinal).ToList();
        foreach (var message in messages)
        {
            text.Append(Name(message)).Append('\n');
            foreach (var member in Members(message))
            {
                text.Append($"  {member.GetCustomAttribute<IdAttribute>()!.Id} {member.Name}: {NameOf(member)}\n");
            }

            text.Append('\n');
        }

        foreach (var values in messages.SelectMany(Members).SelectMany(member => Parts(member.PropertyType))
            .Concat(types.Where(IsGrain).SelectMany(g => g.GetMethods()).SelectMany(m => m.GetParameters())
                .SelectMany(p => Parts(p.ParameterType)))
            .Where(type => type.IsEnum && type.Assembly.FullName!.StartsWith("BookedBarber", StringComparison.Ordinal))
            .Distinct().OrderBy(Name, StringComparer.Ordinal))
        {
            text.Append(Name(values)).Append('\n');
            foreach (var value in Enum.GetValuesAsUnderlyingType(values))
            {
                text.Append($"  {value} {Enum.GetName(values, value)}\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static bool IsGrain(Type type) => type.IsInterface && typeof(IGrain).IsAssignableFrom(type);

    private static bool IsMessage(Type type) =>
        type is { IsInterface: false } && type.IsDefined(typeof(GenerateSerializerAttribute));

    private static IEnumerable<PropertyInfo> Members(Type message) => message
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(property => property.IsDefined(typeof(IdAttribute)))
        .OrderBy(property => property.GetCustomAttribute<IdAttribute>()!.Id);

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [type];

    private static string NameOf(PropertyInfo member) => Name(member.PropertyType)
        + (!member.PropertyType.IsValueType && Nullability.Create(member).ReadState == NullabilityState.Nullable
            ? "?"
            : "");

    private static string Name(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias ?? member.Name;

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        var name = type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.Name;
        return type.IsGenericType && !type.IsGenericTypeDefinition
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : name;
    }
}
