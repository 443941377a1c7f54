using Spm.Benchmarks;

var suite = args.FirstOrDefault() ?? "";
switch (suite)
{
    case "sho":
        return ShoBenchmark.Run();
    case "loop":
        return LoopBenchmark.Run();
    case "gradient":
        return GradientBenchmark.Run();
    case "model":
        return ModelBenchmark.Run();
    case "nist":
        return ModelNistBenchmark.Run();
    case "interrupt":
        return InterruptBenchmark.Run(args.ElementAtOrDefault(1));
    case "scanner":
        return ScannerBenchmark.Run();
    case "instrument":
        return InstrumentBenchmark.Run();
    case "twin":
        return TwinBenchmark.Run();
    default:
        Console.Error.WriteLine($"No suite called '{suite}'. Suites: sho, loop, gradient, model, nist, interrupt, twin, instrument, scanner. Try: dotnet run -c Release --project benchmarks/Spm.Benchmarks -- sho");
        return 2;
}
