using System.Diagnostics;
using System.Text;
using Spm.Kernel.Engine;
using Spm.Kernel.Notebooks;
using Spm.Kernel.TestHost;

namespace Spm.Kernel.Tests.Widgets;

public class SavedWidgetTests
{
    private const string Notebook = """
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
          {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": null, "outputs": [], "source": "var s = new IntSlider(5, 0, 10, description: \"<n>\"); var o = new Output(); var i = new Image([1, 2, 3]); new VBox(s, o, i)"},
          {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": null, "outputs": [], "source": "s.Value = 7; using (o.Capture()) { Console.WriteLine(\"caught\"); Display(Html(\"<i>it</i>\")); }"}]}
        """;

    [Fact]
    public async Task A_run_saves_the_last_state_of_the_widgets_that_were_shown()
    {
        var document = await Run();
        var state = document.Metadata["widgets"]!["application/vnd.jupyter.widget-state+json"]!;
        Assert.Equal((2, 0), ((int)state["version_major"]!, (int)state["version_minor"]!));
        var view = document.Cells[0].Outputs[0]!["data"]!["application/vnd.jupyter.widget-view+json"]!;
        Assert.Equal("VBoxModel", (string?)state["state"]![(string)view["model_id"]!]!["model_name"]);
        var models = state["state"]!.AsObject().Select(m => m.Value!).ToLookup(m => (string)m["model_name"]!).ToDictionary(m => m.Key, m => m.First());
        Assert.Equal(7, (int)models["IntSliderModel"]["state"]!["value"]!);
        Assert.Equal("caught\n", (string?)models["OutputModel"]["state"]!["outputs"]![0]!["text"]);
        Assert.Equal(Convert.ToBase64String([1, 2, 3]), (string?)models["ImageModel"]["buffers"]![0]!["data"]);
        Assert.Empty(document.Cells[1].Outputs);
    }

    [Fact]
    public async Task Two_runs_save_the_same() =>
        Assert.Equal((await Run()).Metadata["widgets"]!.ToJsonString(), (await Run()).Metadata["widgets"]!.ToJsonString());

    [Fact]
    public async Task The_report_shows_what_the_widgets_held_at_the_end()
    {
        using var page = new MemoryStream();
        HtmlReport.Write(await Run(), page, new HtmlReportOptions("widgets"));
        var html = Encoding.UTF8.GetString(page.ToArray());
        Assert.Contains("<label>&lt;n&gt; <b>7</b> <small>(0 to 10)</small></label>", html, StringComparison.Ordinal);
        Assert.Contains("caught", html, StringComparison.Ordinal);
        Assert.Contains("<i>it</i>", html, StringComparison.Ordinal);
        Assert.Contains("data:image/png;base64,AQID", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nbconvert_finds_the_state_and_the_view()
    {
        const string python = "/usr/bin/python3";
        if (!File.Exists(python)) Assert.Skip($"{python} is not installed.");
        var path = Path.ChangeExtension(Path.GetTempFileName(), ".ipynb");
        (await Run()).Save(path);
        using var process = Process.Start(new ProcessStartInfo(python, ["-m", "nbconvert", "--to", "html", "--stdout", path]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var html = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.Delete(path);
        if ((await errors).Contains("No module named", StringComparison.Ordinal)) Assert.Skip("nbconvert is not installed.");
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Contains("<script type=\"application/vnd.jupyter.widget-state+json\">", html, StringComparison.Ordinal);
        Assert.Contains("<script type=\"application/vnd.jupyter.widget-view+json\">", html, StringComparison.Ordinal);
    }

    private static async Task<NotebookDocument> Run()
    {
        var document = NotebookDocument.Parse(Notebook);
        using var engine = new CellEngine([new ToyExtension()]);
        var run = await NotebookRunner.RunAsync(document, engine, KernelIdentity.Plain, null, TestContext.Current.CancellationToken);
        Assert.True(run.Succeeded, run.Failure?.Error.Evalue);
        return document;
    }
}
