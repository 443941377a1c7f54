namespace Spm.Kernel.Widgets;

/// <summary>A value that changed.</summary>
/// <param name="Old">What it was when the handlers of the last change had run.</param>
/// <param name="New">What it is.</param>
public readonly record struct ValueChange<T>(T Old, T New);
