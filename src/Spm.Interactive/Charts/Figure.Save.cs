namespace Spm.Interactive.Charts;

public sealed partial record Figure
{
    /// <summary>Width on paper; null for a figure on a screen.</summary>
    internal double? WidthMm { get; init; }

    /// <summary>True for a figure in a file of its own: no rounded card, our font.</summary>
    internal bool IsFile { get; init; }

    /// <summary>Size on paper; of a figure for the screen at 96 pixels to the inch.</summary>
    internal (double Width, double Height) SizeMm => WidthMm is { } width ? (width, width * Height / Width) : (Width / 96.0 * 25.4, Height / 96.0 * 25.4);

    /// <summary>
    /// The figure laid out anew for a width on paper, as a journal prints it: ticks and legend in 7 pt, labels and titles up to 8 pt, axes 0.6 pt, curves about 1 pt, no grid, no card.
    /// Panels that would be too narrow side by side stand below each other; the height follows.
    /// </summary>
    /// <param name="widthMm">Width, such as 86 for one column and 178 for two.</param>
    /// <param name="heightMm">Height, in place of the one that follows from the width.</param>
    /// <exception cref="ArgumentException">A size is not positive, or too small for the axes; the message says what is the least.</exception>
    public Figure ForPrint(double widthMm, double? heightMm = null) => PrintLayout.Of(this, widthMm, heightMm);

    /// <summary>
    /// Saves the figure: <c>.pdf</c> and <c>.svg</c> as shapes and text, <c>.png</c> as pixels on white. A file that is there is replaced when the new one is whole. Made in this process; PDF and
    /// PNG carry our font Inter, an SVG asks for it or what its viewer has.
    /// </summary>
    /// <param name="path">Where; the ending says what kind.</param>
    /// <param name="widthMm">Width on paper, for which the figure is laid out anew (<see cref="ForPrint"/>); without it the figure keeps its layout and its size at 96 pixels to the inch.</param>
    /// <param name="heightMm">Height on paper; goes with <paramref name="widthMm"/>.</param>
    /// <param name="dpi">Dots per inch of a PNG, 36 to 2400.</param>
    /// <param name="author">Written into a PDF.</param>
    /// <returns>What was written, with its size.</returns>
    /// <exception cref="ArgumentException">Another ending, a size that is not positive or too small, or more than 64 million pixels.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public SavedFigure Save(string path, double? widthMm = null, double? heightMm = null, int dpi = FigureFile.DefaultDpi, string author = "") =>
        FigureFile.Save(this, path, widthMm, heightMm, dpi, author);
}
