using BookedBarber.TestKit.Client;

namespace BookedBarber.Deploy.Tests.Running;

/// <summary>The published programs as their images start them: unprivileged, and on a file system that is read-only.</summary>
[Collection(nameof(Published))]
public sealed class SandboxTests(Published published)
{
    [SandboxFact]
    public async Task The_sandbox_is_what_it_claims_to_be()
    {
        var who = await Sandbox.RunAsync(published.Programs, "id", "-u");
        var scratch = await Sandbox.RunAsync(published.Programs, "touch", "/tmp/probe");
        var system = await Sandbox.RunAsync(published.Programs, "sh", "-c", "touch /probe || touch /var/tmp/probe || touch /mnt/probe");

        Assert.Equal($"{Sandbox.User}\n", who.Output);
        Assert.Equal(0, scratch.Code);
        Assert.NotEqual(0, system.Code);
        Assert.Equal(3, system.Output.Split('\n').Count(line => line.Contains("Read-only file system")));
    }

    [SandboxFact]
    public async Task The_programs_start_there_and_book()
    {
        var shop = await TestShop.OpenAsync(published.Administrator);

        var booked = await shop.BookAsync(shop.At(3, "10:00"));

        Assert.Equal("confirmed", booked.Status);
    }

    [SandboxFact]
    public async Task The_health_check_of_the_image_tells_whether_the_program_is_ready()
    {
        foreach (var address in published.Addresses)
        {
            var program = $"{Sandbox.Programs}/BookedBarber.{(address == published.Addresses[^1] ? "Api" : "Silo")}.dll";

            var ready = await Sandbox.RunAsync(published.Programs, "dotnet", program, "--health", $"{address}health/ready");
            var nobody = await Sandbox.RunAsync(published.Programs, "dotnet", program, "--health", "http://127.0.0.1:9/health/ready");

            Assert.True(ready.Code == 0, ready.Output);
            Assert.NotEqual(0, nobody.Code);
        }
    }

    [SandboxFact]
    public async Task They_end_with_0_when_they_are_asked_to_and_come_back()
    {
        Assert.Equal(0, await published.Api.StopAsync());
        if (published.Silo is { } silo)
        {
            Assert.Equal(0, await silo.StopAsync());
            await silo.StartAsync();
        }

        await published.Api.StartAsync();
    }
}
