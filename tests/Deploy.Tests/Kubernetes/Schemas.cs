using System.Reflection;
using System.Text.Json;
using BookedBarber.Capacity.Kustomize;
using k8s;
using k8s.Models;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace BookedBarber.Deploy.Tests.Kubernetes;

/// <summary>
/// Holds objects against the models of the client library, which are generated from the schema that Kubernetes
/// publishes: no field that the model lacks, no field twice, every value of the model's type, every quantity a quantity.
/// The models do not say which fields are required; the other checks ask for those that these manifests need.
/// </summary>
internal static class Schemas
{
    private static readonly Dictionary<string, Type> Models = typeof(V1Deployment).Assembly.GetTypes()
        .Append(typeof(VerticalPodAutoscaler))
        .Select(type => (Type: type, Entity: type.GetCustomAttribute<KubernetesEntityAttribute>()))
        .Where(model => model.Entity is not null)
        .ToDictionary(
            model => model.Entity!.Group is { Length: > 0 } group
                ? $"{group}/{model.Entity.ApiVersion}/{model.Entity.Kind}"
                : $"{model.Entity.ApiVersion}/{model.Entity.Kind}",
            model => model.Type);

    private static readonly IDeserializer Untyped =
        new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
    };

    public static IEnumerable<string> Findings(Overlay overlay) => overlay.Objects.SelectMany(Findings);

    private static IEnumerable<string> Findings(RenderedObject one)
    {
        if (!Models.TryGetValue($"{one.ApiVersion}/{one.Kind}", out var model))
        {
            yield return $"{one.Kind} {one.Name}: there is no such kind in {one.ApiVersion}.";
            yield break;
        }

        if (Failure(() => KubernetesYaml.LoadAllFromString(one.Yaml, Models, strict: true)) is { } field)
        {
            yield return $"{one.Kind} {one.Name}: {field}";
        }

        // YAML's reader takes "5" for 5 and true for "true"; the server, which is sent JSON, does not.
        var json = JsonSerializer.Serialize(Untyped.Deserialize<object>(one.Yaml));
        if (Failure(() => FromJson(json, model)) is { } type)
        {
            yield return $"{one.Kind} {one.Name}: {type}";
        }
    }

    private static void FromJson(string json, Type model)
    {
        if (model == typeof(VerticalPodAutoscaler))
        {
            JsonSerializer.Deserialize<VerticalPodAutoscaler>(json, Strict);
            return;
        }

        typeof(KubernetesJson).GetMethod(nameof(KubernetesJson.Deserialize), [typeof(string), typeof(JsonSerializerOptions)])!
            .MakeGenericMethod(model).Invoke(null, [json, null]);
    }

    private static string? Failure(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is JsonException inner)
        {
            return inner.Message;
        }
        catch (Exception exception) when (exception is YamlException or JsonException)
        {
            return exception.InnerException?.Message ?? exception.Message;
        }
    }
}
