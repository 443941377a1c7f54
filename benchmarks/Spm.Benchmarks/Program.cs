using Spm.Benchmarks;

var suite = args.FirstOrDefault() ?? "";
switch (suite)
{
    case "sho":
        return ShoBenchmark.Run();
    default:
        Console.Error.WriteLine($"No suite called '{suite}'. Suites: sho. Try: dotnet run -c Release --project benchmarks/Spm.Benchmarks -- sho");
        return 2;
}
