using CsCheck;

namespace Spm.Testing;

/// <summary>Properties over random input that is the same in every run: a test that fails once fails always.</summary>
internal static class FixedSample
{
    private const int Cases = 100;

    public static void ForAll<T>(this Gen<T> gen, Action<T> property, int iter = Cases)
    {
        var random = new PCG(1, 20261122);
        for (var i = 0; i < iter; i++)
        {
            var value = gen.Generate(random, null, out _);
            try
            {
                property(value);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Case {i} of {iter}, {Check.Print(value)}: {e.Message}", e);
            }
        }
    }

    public static void ForAll<T>(this Gen<T> gen, Func<T, bool> property, int iter = Cases) =>
        gen.ForAll(value => { if (!property(value)) throw new InvalidOperationException("The property does not hold."); }, iter);

    public static void ForAll<T1, T2>(this Gen<(T1, T2)> gen, Action<T1, T2> property, int iter = Cases) =>
        gen.ForAll(v => property(v.Item1, v.Item2), iter);

    public static void ForAll<T1, T2>(this Gen<(T1, T2)> gen, Func<T1, T2, bool> property, int iter = Cases) =>
        gen.ForAll(v => property(v.Item1, v.Item2), iter);

    public static void ForAll<T1, T2, T3>(this Gen<(T1, T2, T3)> gen, Action<T1, T2, T3> property, int iter = Cases) =>
        gen.ForAll(v => property(v.Item1, v.Item2, v.Item3), iter);

    public static void ForAll<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> gen, Action<T1, T2, T3, T4> property, int iter = Cases) =>
        gen.ForAll(v => property(v.Item1, v.Item2, v.Item3, v.Item4), iter);
}
