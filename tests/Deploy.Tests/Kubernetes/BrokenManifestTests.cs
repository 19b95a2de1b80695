using BookedBarber.Capacity.Kustomize;

namespace BookedBarber.Deploy.Tests.Kubernetes;

/// <summary>Each check finds what it is there for: the production overlay, with one thing broken.</summary>
public sealed class BrokenManifestTests
{
    /// <summary>The text of an object, what it is replaced by, and what has to be found.</summary>
    public static TheoryData<string, string, string> Breakages => new()
    {
        // The schema
        { "containerPort: eighty", "containerPort: 8080", "eighty" },
        { "minReadySeconds: \"10\"", "minReadySeconds: 10", "Deployment api:" },
        { "value: true", "value: \"true\"", "Deployment api:" },
        { "memory: plenty", "memory: 512Mi", "cannot be converted" },
        { "apiVersion: autoscaling/v2beta9", "apiVersion: autoscaling/v2", "there is no such kind" },
        { "updateModus: \"Off\"", "updateMode: \"Off\"", "Property 'updateModus' not found" },

        // Deployments
        { "maxUnavailable: 1\n    type: RollingUpdate", "maxUnavailable: 0\n    type: RollingUpdate", "fewer pods than there were" },
        { "terminationGracePeriodSeconds: 25", "terminationGracePeriodSeconds: 40", "grace period" },
        { "image: registry.example.com/bookedbarber/web:0.1.0", "image: registry.example.com/bookedbarber/api:0.1.0", "called web" },
        { "bookedbarber/api:latest", "bookedbarber/api:0.1.0", "names no version" },
        { "containerPort: 8081", "containerPort: 8080", "and listens on" },
        { "value: \"11112\"", "value: \"11111\"", "and listens on" },
        { "path: /healthz", "path: /health/ready", "readiness probe asks for nothing" },
        { "port: web", "port: http\n          periodSeconds: 5", "port that it does not have" },
        { "prometheus.io/port: \"9090\"", "prometheus.io/port: \"8080\"", "Prometheus is sent to a port" },
        { "serviceAccountName: nobody", "serviceAccountName: silo", "service account is not there" },
        { "configMapRef:\n            name: other", "configMapRef:\n            name: bookedbarber-", "config map that it reads" },
        { "runAsUser: 1000", "runAsUser: 1654", "the user of its image" },

        // Services, Ingress, budgets
        { "selector:\n    app.kubernetes.io/name: web", "selector:\n    app.kubernetes.io/name: api", "Service api: it means 0 deployments" },
        { "targetPort: web", "targetPort: http", "no container has its port" },
        { "path: /metric\n        pathType: Prefix", "path: /metrics\n        pathType: Prefix", "lets the world see /metrics" },
        { "path: /health\n        pathType: Exact", "path: /health\n        pathType: Prefix", "lets the world see /health/live" },
        { "name: nobody\n  namespace: bookedbarber\nspec:\n  selector:\n    app.kubernetes.io/name: api", "name: nobody\n  namespace: bookedbarber\nspec:", "lets the world see /health" },
        { "- hosts:\n    - other.example.com", "- hosts:\n    - bookings.example.com", "has no TLS" },
        { "maxUnavailable: 2\n  selector", "maxUnavailable: 1\n  selector", "disruption budgets" },
        { "kind: Secret", "kind: ConfigMap", "secrets are not kept" },

        // Security
        { "pod-security.kubernetes.io/enforce: baseline", "pod-security.kubernetes.io/enforce: restricted", "restricted" },
        { "readOnlyRootFilesystem: false", "readOnlyRootFilesystem: true", "write to its root" },
        { "- NET_RAW", "- ALL", "may gain rights" },
        { "runAsNonRoot: false", "runAsNonRoot: true", "may be root" },
        { "automountServiceAccountToken: true", "automountServiceAccountToken: false", "token" },
        { "namespace: other\nspec", "namespace: bookedbarber\nspec", "not in the namespace" },
        { "", "          requests:\n            cpu: 500m\n            memory: 512Mi\n", "what it needs" },

        // Autoscalers
        { "updateMode: Auto", "updateMode: \"Off\"", "fights the horizontal one" },
        { "name: orleans_activations", "name: orleans_catalog_activations", "no rule of the adapter makes" },
        { "periodSeconds: 15\n        type: Pods\n        value: 1", "periodSeconds: 300\n        type: Pods\n        value: 1", "one by one" },

        // The network
        { "cidr: 0.0.0.0/0", "cidr: 10.20.0.0/24", "a silo to the world" },
        { "port: 11111", "port: 30000", "the Api to the gateway" },
    };

    [KubectlTheory]
    [MemberData(nameof(Breakages))]
    public async Task A_broken_object_is_found(string broken, string whole, string finding)
    {
        var yaml = await Overlays.YamlAsync("overlays", "production");
        Assert.Contains(whole, yaml);

        var findings = Findings(yaml.Replace(whole, broken, StringComparison.Ordinal));

        Assert.Contains(findings, found => found.Contains(finding, StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Findings(string yaml)
    {
        try
        {
            var overlay = Overlay.Parse(yaml);
            return
            [
                .. Schemas.Findings(overlay), .. WorkloadChecks.Findings(overlay), .. ServiceChecks.Findings(overlay),
                .. PodSecurityChecks.Findings(overlay), .. AutoscalerChecks.Findings(overlay),
                .. NetworkChecks.Findings(overlay),
            ];
        }
        catch (Exception unreadable)
        {
            return [unreadable.ToString()];
        }
    }
}
