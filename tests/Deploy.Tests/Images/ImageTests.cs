using System.Text.Json;

namespace BookedBarber.Deploy.Tests.Images;

public sealed class ImageTests
{
    [Fact]
    public void The_Dockerfile_keeps_what_it_promises() =>
        Assert.Empty(ImageChecks.Findings(Repository.Read("Dockerfile")));

    [Theory]
    [InlineData("sdk:10.0.401-noble", "sdk:latest", "not a whole version")]
    [InlineData("aspnet:10.0.12-noble-chiseled", "aspnet:10.0.12-noble", "may have a shell")]
    [InlineData("aspnet:10.0.12-noble-chiseled", "aspnet:10.0-noble-chiseled", "not a whole version")]
    [InlineData("USER 1654:1654", "USER app", "user by number")]
    [InlineData("USER 1654:1654", "USER 0:0", "user by number")]
    [InlineData("FROM runtime AS silo", "FROM runtime AS silos", "no target silo")]
    [InlineData("EXPOSE 8080", "EXPOSE 8081", "does not expose 8080")]
    [InlineData("http://+:8080", "http://+:8081", "does not ask where it listens")]
    [InlineData("ENTRYPOINT [\"dotnet\", \"BookedBarber.Api.dll\"]", "ENTRYPOINT [\"dotnet\", \"Api.dll\"]", "does not start")]
    [InlineData("VOLUME /data", "RUN chmod 777 /data", "is run in the final image")]
    [InlineData("COPY src/ src/", "COPY src/ tests/ src/", "keeps tests/ out")]
    [InlineData("--no-install-recommends npm", "--no-install-recommends git", "without npm")]
    public void What_is_broken_in_it_is_found(string good, string broken, string finding)
    {
        var text = Repository.Read("Dockerfile");
        Assert.Contains(good, text);

        Assert.Contains(ImageChecks.Findings(text.Replace(good, broken)), found => found.Contains(finding));
    }

    [Fact]
    public void It_is_built_with_the_SDK_of_the_repository()
    {
        using var global = JsonDocument.Parse(Repository.Read("global.json"));
        var pinned = global.RootElement.GetProperty("sdk").GetProperty("version").GetString()!.Split('.');
        var used = Dockerfile.Read().ImageBelow("build").Split(':')[1].Split('-')[0].Split('.');

        // global.json lets a later feature band in, and nothing earlier.
        Assert.Equal(pinned[..2], used[..2]);
        Assert.True(int.Parse(used[2]) >= int.Parse(pinned[2]), $"{used[2]} is older than {pinned[2]}");
    }
}
