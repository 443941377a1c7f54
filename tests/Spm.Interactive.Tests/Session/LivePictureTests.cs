using Spm.Core.Experiments;
using Spm.Interactive.Session;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Session;

/// <summary>A picture that cannot be drawn costs no measurement.</summary>
public sealed class LivePictureTests
{
    [Fact]
    public async Task A_picture_that_cannot_be_drawn_is_told_once_and_ends_nothing()
    {
        var output = new OutputRecorder();
        await using (var picture = new Broken(output)) await picture.Tried.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("The live picture cannot be drawn: no colours\n", Assert.Single(output.Errors));
        Assert.Empty(output.Displayed);
    }

    [Fact]
    public async Task A_dashboard_of_points_without_the_value_says_so_at_its_end()
    {
        var output = new OutputRecorder();
        await using (var dashboard = new Dashboard(new() { Value = "force" }, output)) dashboard.Add([new JournalPoint(0, [1], [new("height", "m", 1)], 0, [])]);
        Assert.Contains("No point has a single number named «force»", Assert.Single(output.Errors));
    }

    [Fact]
    public async Task A_dashboard_refuses_a_point_with_other_coordinates()
    {
        await using var dashboard = new Dashboard(new() { Coordinates = [new("x", "m"), new("spacing", "")] }, new OutputRecorder());
        Assert.StartsWith("A point of this dashboard has 2 coordinates (x in m, spacing), got 1.", Assert.Throws<ArgumentException>(() => dashboard.Add([1e-6], 1)).Message);
        Assert.Empty(dashboard.Points);
    }

    private sealed class Broken : LivePicture
    {
        private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Broken(OutputRecorder output)
            : base(output, TimeSpan.FromMilliseconds(1)) => Begin();

        public Task Tried => _tried.Task;

        protected override void Unsubscribe()
        {
        }

        protected override MimeBundle? Picture()
        {
            _tried.TrySetResult();
            throw new ArgumentException("no colours");
        }

        protected override MimeBundle? Remainder() => throw new ArgumentException("not asked any more");
    }
}
