using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BookedBarber.Micro;
using BookedBarber.Silo.Telemetry;

// In this process: which runtime the grains run on is chosen by the build, and a build of BenchmarkDotNet's own would
// not know of it.
var config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "results"));
Console.WriteLine($"Grains on {RunningProgram.GrainRuntime}");
BenchmarkSwitcher.FromAssembly(typeof(FlushBenchmarks).Assembly).Run(args is [] ? ["--filter", "*"] : args, config);
