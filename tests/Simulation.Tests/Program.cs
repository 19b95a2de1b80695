using BookedBarber.Simulation.Tests.Runs;

// By hand:
//   dotnet run -c Release --project tests/Simulation.Tests -- --seed 17
//   dotnet run -c Release --project tests/Simulation.Tests -- --count 200000 [--seed 1] [--minutes 60]
return Campaign.Run(args);
