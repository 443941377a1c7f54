namespace Spm.Interactive.Views;

/// <summary>Numbers of a step in words: every 2nd pixel.</summary>
internal static class Ordinal
{
    public static string Of(int number) => number + ((number / 10 % 10 == 1 ? 0 : number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });
}
