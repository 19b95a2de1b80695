global using FieldProblem = BookedBarber.Scheduling.Problem;
global using Problem = BookedBarber.Grains.Interfaces.Results.Problem;
