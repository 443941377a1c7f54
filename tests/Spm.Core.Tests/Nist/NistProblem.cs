using System.Globalization;

namespace Spm.Core.Tests.Nist;

/// <summary>
/// One of NIST's 27 certified problems of nonlinear regression (Statistical Reference Datasets, public domain): data, two starts, and
/// parameters, standard deviations and residual sum of squares certified to 11 digits. Read from <c>Nist/Data</c>, see the README there.
/// </summary>
internal sealed class NistProblem
{
    /// <summary>NIST's name, such as <c>Misra1a</c>.</summary>
    public required string Name { get; init; }

    /// <summary>NIST's page of the problem.</summary>
    public required string Source { get; init; }

    /// <summary><c>lower</c>, <c>average</c> or <c>higher</c>, by NIST's judgement.</summary>
    public required string Difficulty { get; init; }

    /// <summary>The model as NIST writes it.</summary>
    public required string Formula { get; init; }

    /// <summary>Number of predictors; 2 for Nelson, else 1.</summary>
    public required int Variables { get; init; }

    /// <summary>Predictors, [observation × variable].</summary>
    public required double[] X { get; init; }

    /// <summary>Response, [observation]: what the model's right-hand side gives, so log y for Nelson.</summary>
    public required double[] Y { get; init; }

    /// <summary>The start far from the solution, [parameter].</summary>
    public required double[] Start1 { get; init; }

    /// <summary>The start near the solution, [parameter].</summary>
    public required double[] Start2 { get; init; }

    /// <summary>Certified parameters, [parameter].</summary>
    public required double[] Certified { get; init; }

    /// <summary>Certified standard deviations of the parameters, [parameter], from the residual variance.</summary>
    public required double[] StandardDeviations { get; init; }

    /// <summary>Certified Σ(y − f)².</summary>
    public required double ResidualSumOfSquares { get; init; }

    /// <summary>Certified √(Σ(y − f)²/(observations − parameters)).</summary>
    public required double ResidualStandardDeviation { get; init; }

    /// <summary>The names of all problems, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(NistProblem).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("Nist/", StringComparison.Ordinal))
            .Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).Select(n => n!)
    ];

    /// <summary>Reads a problem.</summary>
    /// <exception cref="ArgumentException">There is no problem of that name.</exception>
    /// <exception cref="FormatException">The file is damaged; says where.</exception>
    public static NistProblem Read(string name)
    {
        using var stream = typeof(NistProblem).Assembly.GetManifestResourceStream($"Nist/{name}.txt")
            ?? throw new ArgumentException($"No NIST problem is called '{name}'. Known: {string.Join(", ", Names)}.", nameof(name));
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Parses the text of a problem.</summary>
    /// <exception cref="FormatException">A line is missing or has the wrong number of columns; says which.</exception>
    public static NistProblem Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var tables = lines.Index().Where(l => l.Item.StartsWith("parameters ", StringComparison.Ordinal) || l.Item.StartsWith("data ", StringComparison.Ordinal)).ToArray();
        if (tables.Length != 2 || !tables[0].Item.StartsWith("parameters ", StringComparison.Ordinal))
            throw new FormatException("A NIST problem has one table of parameters followed by one table of data.");
        var fields = lines[..tables[0].Index].Select(l => l.Split(' ', 2)).ToDictionary(l => l[0], l => l[^1]);
        string Field(string key) => fields.TryGetValue(key, out var value) ? value : throw new FormatException($"The problem has no line '{key}'.");

        var columns = tables[1].Item.Split(' ').Length - 1;
        var parameters = lines[(tables[0].Index + 1)..tables[1].Index].Select(l => Numbers(l[(l.IndexOf(' ') + 1)..], 4)).ToArray();
        var data = lines[(tables[1].Index + 1)..].Select(l => Numbers(l, columns)).ToArray();
        var observations = int.Parse(Field("observations"), CultureInfo.InvariantCulture);
        if (data.Length != observations)
            throw new FormatException($"{Field("name")} has {observations} observations; the file holds {data.Length}.");
        var isLogarithmic = Field("model").StartsWith("log[y]", StringComparison.Ordinal);
        return new()
        {
            Name = Field("name"),
            Source = Field("source"),
            Difficulty = Field("difficulty"),
            Formula = Field("model"),
            Variables = columns - 1,
            X = [.. data.SelectMany(row => row[1..])],
            Y = [.. data.Select(row => isLogarithmic ? Math.Log(row[0]) : row[0])],
            Start1 = [.. parameters.Select(row => row[0])],
            Start2 = [.. parameters.Select(row => row[1])],
            Certified = [.. parameters.Select(row => row[2])],
            StandardDeviations = [.. parameters.Select(row => row[3])],
            ResidualSumOfSquares = Numbers(Field("residual-sum-of-squares"), 1)[0],
            ResidualStandardDeviation = Numbers(Field("residual-standard-deviation"), 1)[0],
        };
    }

    private static double[] Numbers(string line, int count)
    {
        double[] numbers = [.. line.Split(' ').Select(c => double.Parse(c, CultureInfo.InvariantCulture))];
        return numbers.Length == count ? numbers : throw new FormatException($"Expected {count} numbers, got '{line}'.");
    }
}
