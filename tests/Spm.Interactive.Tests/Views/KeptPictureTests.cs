using SkiaSharp;

namespace Spm.Interactive.Tests.Views;

public sealed class KeptPictureTests
{
    [Fact]
    public void Every_picture_of_the_gallery_is_as_it_was_when_a_person_looked_at_it()
    {
        var (names, problems) = (new List<string>(), new List<string>());
        foreach (var (name, bundle) in GalleryTests.All)
        {
            using var picture = KeptPictures.Of(bundle);
            if (picture is null) continue;
            names.Add(name);
            if (KeptPictures.Compare(name, picture) is { } problem) problems.Add(problem);
        }
        problems.AddRange(KeptPictures.Unused(names).Select(name => $"{name}.png is kept, but nothing draws it any more"));
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void A_word_that_is_not_there_is_noticed()
    {
        using var picture = new SKBitmap(560, 460);
        using (var canvas = new SKCanvas(picture)) canvas.Clear(SKColors.White);
        using var other = picture.Copy();
        using (var canvas = new SKCanvas(other)) canvas.DrawRect(10, 10, 20, 9, new SKPaint { Color = SKColors.Black });
        Assert.NotNull(KeptPictures.DifferenceOf(picture, other));
        Assert.Null(KeptPictures.DifferenceOf(picture, picture));
    }
}
