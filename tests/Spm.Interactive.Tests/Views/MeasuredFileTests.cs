using Spm.Core.Fitting;
using Spm.Core.IO;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

public sealed class MeasuredFileTests
{
    [Fact]
    public void All_maps_of_the_measured_loops_fit_into_one_figure_with_every_curve()
    {
        var file = Path.Combine(Browser.RepositoryFolder, "..", "shared", "data", "BEPS_PTO_50x50.h5");
        if (!File.Exists(file)) Assert.Skip($"{file} is not there.");
        var result = LoopFitter.Fit(DataFile.Open(file), cancel: TestContext.Current.CancellationToken);
        var maps = FitMaps.Parameters(result).Select(parameter => FitMaps.Of(result, parameter.Symbol)).ToArray();
        var bundle = LinkedMapFormatter.Format(new(result, "a3", FitMaps.Of(result, "a3"), maps), new ScriptOnce());
        var html = (string)bundle.Data[MimeTypes.Html];
        Assert.InRange(html.Length - ViewScript.Element.Length, 100_000, 1_500_000);
        Assert.DoesNotContain("keep the notebook small", html);
        _ = System.Xml.Linq.XDocument.Parse(StaticPicture.SvgOf(bundle));
        if (Environment.GetEnvironmentVariable("SPM_WRITE_VIEWS") != "1") return;
        var folder = Directory.CreateDirectory(Path.Combine(Browser.RepositoryFolder, "artifacts", "views")).FullName;
        File.WriteAllText(Path.Combine(folder, "measured.html"), FigureHtml.Page("measured", html + FitResultFormatter.Format(result, new ScriptOnce()).Data[MimeTypes.Html] + DatasetFormatter.Format(result.Source, new ScriptOnce()).Data[MimeTypes.Html]));
        File.WriteAllText(Path.Combine(folder, "measured.txt"), bundle.Text + "\n\n" + FitResultFormatter.Format(result, new ScriptOnce()).Text + "\n\n" + DatasetFormatter.Format(result.Source, new ScriptOnce()).Text);
    }
}
