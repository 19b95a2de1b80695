using System.Net;
using System.Net.Sockets;
using BookedBarber.Silo.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Silo.Tests.Health;

/// <summary>What a container's health check says of a program.</summary>
public sealed class HealthProbeTests
{
    [Theory]
    [InlineData(StatusCodes.Status200OK, 0)]
    [InlineData(StatusCodes.Status204NoContent, 0)]
    [InlineData(StatusCodes.Status302Found, 1)]
    [InlineData(StatusCodes.Status404NotFound, 1)]
    [InlineData(StatusCodes.Status503ServiceUnavailable, 1)]
    public async Task Only_a_success_is_healthy(int status, int exitCode)
    {
        await using var server = await AnswerAsync(status);

        Assert.Equal(exitCode, await HealthProbe.RunAsync(["--health", AddressOf(server)]));
    }

    [Fact]
    public async Task Nobody_there_is_not_healthy()
    {
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.Equal(1, await HealthProbe.RunAsync(["--health", $"http://{reserved.LocalEndPoint}/health/ready"]));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_not_waited_for_for_long()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        var probe = HealthProbe.RunAsync(["--health", $"http://{silent.LocalEndpoint}/health/ready"]);

        Assert.Equal(1, await probe.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("--health")]
    [InlineData("--health", "/health/ready")]
    [InlineData("--health", "https://localhost/health/ready")]
    [InlineData("--health", "http://localhost:1/", "more")]
    public async Task What_is_no_address_is_not_healthy(params string[] args) =>
        Assert.Equal(1, await HealthProbe.RunAsync(args));

    [Theory]
    [InlineData(true, "--health", "http://localhost:8080/health/ready")]
    [InlineData(true, "--health")]
    [InlineData(false)]
    [InlineData(false, "--urls", "http://localhost:5080")]
    public void It_is_asked_for_by_the_first_argument(bool asked, params string[] args) =>
        Assert.Equal(asked, HealthProbe.IsAskedFor(args));

    private static async Task<WebApplication> AnswerAsync(int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/health/ready", () => Results.StatusCode(status));
        await app.StartAsync();
        return app;
    }

    private static string AddressOf(WebApplication server) => $"{server.Urls.Single()}/health/ready";
}
