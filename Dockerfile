# syntax=docker/dockerfile:1

# One image for each program, on Orleans:
#
#   docker build --target api  --tag bookedbarber/api:0.1.0 .
#   docker build --target silo --tag bookedbarber/silo:0.1.0 .
#
# The tags name whole versions, those that this was built and tested with. A tag can still be moved: to hold a base
# to its bytes, look its digest up with `docker buildx imagetools inspect <image>` and write <image>@sha256:… here.

FROM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
WORKDIR /source
# What pages load of others comes from npm.
RUN apt-get update && apt-get install --yes --no-install-recommends npm && rm -rf /var/lib/apt/lists/*
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
COPY global.json .editorconfig Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY src/ src/
RUN dotnet publish src/Api --configuration Release -p:GrainRuntime=Orleans --output /out/api
RUN dotnet publish src/Silo --configuration Release -p:GrainRuntime=Orleans --output /out/silo
RUN mkdir /out/data

# No shell, no package manager, nothing to write to but /tmp and /data. 1654 is the user "app" of this base, by number:
# that is how a cluster can see that it is not root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0.12-noble-chiseled AS runtime
WORKDIR /app
# The base says ASPNETCORE_HTTP_PORTS, which the program would warn about next to an address.
ENV ASPNETCORE_HTTP_PORTS= ASPNETCORE_URLS=http://+:8080
EXPOSE 8080
USER 1654:1654

FROM runtime AS silo
EXPOSE 11111 30000
COPY --from=build /out/silo ./
HEALTHCHECK --interval=10s --timeout=6s --start-period=90s --retries=3 \
  CMD ["dotnet", "BookedBarber.Silo.dll", "--health", "http://localhost:8080/health/ready"]
ENTRYPOINT ["dotnet", "BookedBarber.Silo.dll"]

FROM runtime AS api
ENV BookedBarber__DataDirectory=/data
COPY --from=build --chown=1654:1654 /out/data /data
VOLUME /data
COPY --from=build /out/api ./
HEALTHCHECK --interval=10s --timeout=6s --start-period=90s --retries=3 \
  CMD ["dotnet", "BookedBarber.Api.dll", "--health", "http://localhost:8080/health/ready"]
ENTRYPOINT ["dotnet", "BookedBarber.Api.dll"]
