using System.Reflection;
using BookedBarber.Grains.Interfaces.Shops;

namespace BookedBarber.Grains.Interfaces.Tests;

/// <summary>What is said to a grain may cross a wire and a version: each part of it has a stable name and a number.</summary>
public sealed class ContractTests
{
    private static readonly Assembly Contracts = typeof(IShopGrain).Assembly;

    public static TheoryData<Type> Messages => [.. Contracts.GetExportedTypes().Where(IsMessage)];

    public static TheoryData<Type> GrainInterfaces =>
        [.. Contracts.GetExportedTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))];

    [Fact]
    public void There_are_messages_and_grains_to_look_at()
    {
        Assert.True(Messages.Count > 20);
        Assert.True(GrainInterfaces.Count >= 6);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_has_an_alias_and_is_immutable(Type message)
    {
        Assert.NotNull(message.GetCustomAttribute<AliasAttribute>());
        if (!typeof(Exception).IsAssignableFrom(message))
        {
            Assert.NotNull(message.GetCustomAttribute<ImmutableAttribute>());
        }

        Assert.All(Stored(message), property => Assert.True(
            property.SetMethod is null || IsInitOnly(property), $"{message.Name}.{property.Name} can be set."));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void The_members_of_a_message_are_numbered_from_0_without_gaps(Type message)
    {
        var ids = Stored(message).Select(property => property.GetCustomAttribute<IdAttribute>()?.Id).ToList();
        Assert.DoesNotContain(null, ids);
        Assert.Equal(Enumerable.Range(0, ids.Count).Select(id => (uint?)id), ids.Order());
    }

    [Fact]
    public void No_two_messages_or_grains_have_the_same_alias()
    {
        var aliases = Contracts.GetExportedTypes()
            .Select(type => type.GetCustomAttribute<AliasAttribute>()?.Alias)
            .OfType<string>()
            .ToList();
        Assert.Equal(aliases.Distinct(), aliases);
    }

    [Theory]
    [MemberData(nameof(GrainInterfaces))]
    public void A_grain_and_each_of_its_methods_have_an_alias(Type grain)
    {
        Assert.NotNull(grain.GetCustomAttribute<AliasAttribute>());
        var aliases = grain.GetMethods().Select(method => method.GetCustomAttribute<AliasAttribute>()?.Alias).ToList();
        Assert.DoesNotContain(null, aliases);
        Assert.Equal(aliases.Distinct(), aliases);
    }

    private static bool IsMessage(Type type) =>
        type is { IsInterface: false } && type.GetCustomAttribute<GenerateSerializerAttribute>() is not null;

    // What is marked as not serialized stays in its process.
    private static IEnumerable<PropertyInfo> Stored(Type message) => message
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(property => message.GetField(
            $"<{property.Name}>k__BackingField", BindingFlags.NonPublic | BindingFlags.Instance) is { } field
            && !field.IsDefined(typeof(NonSerializedAttribute)));

    private static bool IsInitOnly(PropertyInfo property) => property.SetMethod!.ReturnParameter
        .GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
}
