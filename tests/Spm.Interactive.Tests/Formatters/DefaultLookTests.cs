using System.Reflection;
using System.Text.RegularExpressions;
using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;
using Spm.Interactive.Session;
using Spm.Interactive.Tests.Views.Plots;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Formatters;

/// <summary>Every object a cell can end with has a good look, or there is a reason why its text is enough.</summary>
public sealed partial class DefaultLookTests
{
    private const string _fewNumbers = "a few numbers with their units in the names; the host's table of properties says all";

    private static readonly Dictionary<string, string> TextIsEnough = new(StringComparer.Ordinal)
    {
        ["DataChannel"] = _fewNumbers,
        ["FeedbackGains"] = _fewNumbers,
        ["LiveMaps"] = "what connects figures with the kernel; nothing is in it to see",
        ["ModelParameter"] = "one row of its model's table",
        ["NoiseFloor"] = _fewNumbers,
        ["PathPoint"] = _fewNumbers,
        ["PlanCoordinate"] = "a name and a unit",
        ["SampleStore"] = "what a dataset reads from; the dataset has the look",
        ["SignalInfo"] = _fewNumbers,
        ["SpectralInformation"] = _fewNumbers,
    };

    [Fact]
    public void Every_type_a_cell_can_end_with_has_a_look_or_a_reason_why_its_text_is_enough()
    {
        SpmFormatters.Register(new ScriptOnce());
        SessionFormatters.Register(new ScriptOnce());
        string[] plain = [.. Reached().Where(type => !BundleFormatter.IsRegistered(type)).Select(type => type.Name).Distinct()];
        Assert.True(plain.Except(TextIsEnough.Keys).ToArray() is [], $"Without a look and without a reason: {string.Join(", ", plain.Except(TextIsEnough.Keys).Order())}");
        Assert.True(TextIsEnough.Keys.Except(plain).ToArray() is [], $"Not reached any more, or with a look of its own: {string.Join(", ", TextIsEnough.Keys.Except(plain))}");
    }

    [Fact]
    public void Every_look_has_text_alt_text_and_no_colour_that_a_dark_page_swallows()
    {
        foreach (var (name, bundle) in PlotGalleryLooks.Entries(new ScriptOnce(ScriptPolicy.OncePerRun)))
        {
            Assert.True(bundle.Text.Length > 0, name);
            Assert.DoesNotContain("Spm.Core.", bundle.Text);
            if (!bundle.Data.TryGetValue(MimeTypes.Html, out var html)) continue;
            var outside = Scripts().Replace((string)html, "");
            Assert.All(Images().Matches(outside), image => Assert.Matches("alt=\"[^\"]{20,}\"", image.Value));
            // Pictures stand on a white card of their own; around them only the page's colours are used.
            Assert.DoesNotMatch("(?<!-)color:\\s*(#|black|white|rgb\\()", outside);
            Assert.DoesNotContain("background", outside);
        }
    }

    [Fact]
    public void Limits_say_value_unit_meaning_and_what_happens_beyond()
    {
        var text = Text("limits");
        Assert.Matches(@"bias\s+-12 V\s+12 V\s+Voltage between tip and sample", text);
        Assert.Matches(@"bias\s+-10 V to 10 V\s+-12 V to 12 V\s+thick film, tested on 3 March", text);
        Assert.Contains("refused before anything is sent", text);
    }

    [Fact]
    public void A_table_chooses_the_prefix_of_each_column_and_aligns_its_decimals()
    {
        var lines = Text("table-units").Split('\n');
        Assert.Matches(@"row\s+f0 \(kHz\)\s+height \(nm\)\s+amplitude \(a\.u\.\)\s+bias \(V\)\s+note", lines[0]);
        Assert.Matches(@"0\s+350\.000\s+-7\.5\s+0\.00000\s+-8\.0\s+–", lines[2]);
        Assert.Matches(@"1\s+350\.123\s+-6\.5\s+0\.33333\s+-7\.9\s+1", lines[3]);
        Assert.Matches(@"3\s+\S+\s+\S+\s+NaN", lines[5]);
    }

    [Fact]
    public void A_small_matrix_is_a_table_with_one_notation_and_a_large_one_a_picture()
    {
        Assert.Equal("Matrix of 4 × 4\n         0        1        2        3\n0  1.00000  0.50000  0.33333  0.25000", string.Join('\n', Text("matrix").Split('\n')[..3]));
        Assert.Contains("Matrix of 40 × 60", Text("matrix-large"));
        Assert.Contains("Value, map of 60 × 40 pixels", Text("matrix-large"));
        Assert.Contains("Magnitude", Text("array-complex-large"));
        Assert.Matches(@"0   1\.00000 \+ 0\.00000i  0\.54030 \+ 0\.84147i", Text("matrix-complex"));
        Assert.Contains("-3e-9", Text("array"));
    }

    [Fact]
    public void The_first_row_of_a_large_matrix_is_on_top()
    {
        var values = new double[20, 20];
        values[0, 19] = 7;
        SpmFormatters.Register(new ScriptOnce());
        Assert.Contains("greatest 7.000", BundleFormatter.TryFormat(values)!.Text);
        Assert.Equal('█', Picture(values)[0][19]);
        // The browser reads rows from the top too.
        Assert.Contains("\"Row 0\"]", (string)BundleFormatter.TryFormat(values)!.Data[MimeTypes.Html]);
    }

    [Fact]
    public void A_journal_shows_points_best_and_that_it_can_be_resumed()
    {
        var text = Text("journal");
        Assert.StartsWith("Journal: 24 points, not complete, it can be resumed\nupper confidence bound: 24 of 40 points, best response 1.007 mV", text);
        Assert.Contains("record that was never finished", text);
        Assert.Matches(@"1\s+800 nm\s+900 nm\s+\S+ µV\s+12 s", text);
    }

    [Fact]
    public void An_error_that_was_caught_says_what_was_asked_and_what_is_allowed()
    {
        var text = Text("error-limit");
        Assert.StartsWith("LimitExceededException: The bias limit (from limits.txt) allows -10 V to 10 V, 14 V was asked for.", text);
        Assert.Matches(@"Allowed\s+-10 V to 10 V", text);
    }

    [Fact]
    public void Hostile_words_are_encoded_in_every_new_look()
    {
        const string Evil = "<script>alert('x')</script>";
        object[] objects = [new Dimension(Evil, Evil, Evil, DimensionKind.Spatial, [1]), new KeyValueView(Evil, [(Evil, Evil)]), new List<ProvenanceStep> { new(Evil, Evil, Evil, Evil, new Dictionary<string, string> { [Evil] = Evil }) }];
        SpmFormatters.Register(new ScriptOnce());
        Assert.All(objects, value => Assert.DoesNotContain("<script>alert", (string)BundleFormatter.TryFormat(value)!.Data[MimeTypes.Html]));
    }

    [Fact]
    public void Empty_and_not_finite_things_have_a_look()
    {
        SpmFormatters.Register(new ScriptOnce());
        Assert.Equal("Array of 0 × 3: empty", BundleFormatter.TryFormat(new double[0, 3])!.Text);
        Assert.Contains("no good pixel", BundleFormatter.TryFormat(Filled(30, 30, double.NaN))!.Text);
        Assert.Contains("no finite number", BundleFormatter.TryFormat(Filled(30, 1, double.PositiveInfinity))!.Text);
        Assert.Contains("1 in 4 of 2,000 rows and 2 columns is drawn.", (string)BundleFormatter.TryFormat(Filled(2000, 2, 1))!.Data[MimeTypes.Html] is { } html ? Decoded(html) : "");
        Assert.NotEmpty(BundleFormatter.TryFormat(new List<ProvenanceStep>())!.Text);
        Assert.NotEmpty(BundleFormatter.TryFormat(new Dimension("a", "b", "", DimensionKind.Spatial, []))!.Text);
    }

    private static string Text(string name)
    {
        SpmFormatters.Register(new ScriptOnce());
        return BundleFormatter.TryFormat(PlotGalleryLooks.Objects().First(entry => entry.Name == name).Value)!.Text;
    }

    private static string Decoded(string html) => string.Concat(Embedded().Matches(html).Select(m => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[1].Value))));

    private static string[] Picture(double[,] values)
    {
        Dimension Axis(string name, double first, double last) => new(name, name, "", DimensionKind.Spectroscopic, Dimension.Linear(first, last, 20));
        return MapSummary.TextPicture(new("v", "", Axis("column", 0, 19), Axis("row", 19, 0), values, new string?[20, 20])).Split('\n');
    }

    private static double[,] Filled(int rows, int columns, double value)
    {
        var values = new double[rows, columns];
        for (var i = 0; i < values.Length; i++) values[i / columns, i % columns] = value;
        return values;
    }

    /// <summary>
    /// What the session's verbs return, what the entry points of analyses, fits, files, journals and runs return, and what the properties of all these return, of our own classes and records.
    /// </summary>
    private static HashSet<Type> Reached()
    {
        Assembly[] ours = [typeof(Dataset).Assembly, typeof(SpmSession).Assembly];
        bool IsObject(Type type) => ours.Contains(type.Assembly) && type is { IsEnum: false, IsVisible: true } && !typeof(Delegate).IsAssignableFrom(type) && !type.IsGenericParameter && !(type.IsAbstract && type.IsSealed);
        var entries = typeof(SpmSession).GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Concat(ours[0].GetExportedTypes().Where(type => type is { IsAbstract: true, IsSealed: true } && EntryPoint().IsMatch(type.Name)).SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)));
        var reached = new HashSet<Type>();
        var queue = new Queue<Type>(entries.SelectMany(Returned).Where(IsObject));
        // What a figure is made of is not what a cell ends with.
        while (queue.TryDequeue(out var type))
            if (reached.Add(type) && type != typeof(Figure))
                foreach (var next in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(Returned).Where(IsObject)) queue.Enqueue(next);
        return reached;
    }

    private static IEnumerable<Type> Returned(MemberInfo member) => member switch
    {
        MethodInfo { IsSpecialName: false, IsGenericMethod: false } method => Inner(method.ReturnType),
        PropertyInfo property => Inner(property.PropertyType),
        _ => [],
    };

    private static IEnumerable<Type> Inner(Type type) => type.IsArray ? Inner(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Inner) : [type];

    [GeneratedRegex("Analysis$|Fitter$|^ForcDensity$|^LoopProjection$|^FitMaps$|^FitFile$|^FitToFile$|^DataFile$|^JournalReader$|^MeasurementRun$|^DriftMeasurement$|^SparseReconstruction$|^SampleCatalogue$|^ModelCatalogue$")]
    private static partial Regex EntryPoint();

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("<img [^>]*>")]
    private static partial Regex Images();

    [GeneratedRegex("base64,([A-Za-z0-9+/=]+)")]
    private static partial Regex Embedded();
}
