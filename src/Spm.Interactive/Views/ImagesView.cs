using Spm.Core.Data;

namespace Spm.Interactive.Views;

/// <summary>Several images of the same scan side by side: its channels.</summary>
/// <param name="Title">Headline; may be empty.</param>
/// <param name="Maps">The images, in order.</param>
public sealed record ImagesView(string Title, IReadOnlyList<ScalarMap> Maps);
