using System.Globalization;
using System.Text.Json;
using Spm.Core.Fitting;
using Python = Spm.Core.Tests.Loops.Python;

namespace Spm.Core.Tests.Models;

public class LibraryFormulaTests
{
    /// <summary>Both sides compute in double; sums of a few terms of one size lose a few digits, differences near zero more.</summary>
    private const double Tolerance = 1e-10;

    private const int CasesPerModel = 4, PointsPerCase = 10;

    // Each law written from its formula and not from our code; JKR by root finding on the contact radius, the coupled resonators by solving the 2×2 system.
    private const string Script = """
        import sys, json, numpy as np
        from scipy.special import expit
        from scipy.optimize import brentq
        k_q = 8.617333262e-5
        lor = lambda x, q: q[2] * (q[1]/2)**2 / ((x - q[0])**2 + (q[1]/2)**2)
        gau = lambda x, q: q[2] * np.exp(-(x - q[0])**2 / (2 * (q[1] / np.sqrt(8*np.log(2)))**2))
        voi = lambda x, q: q[3] * lor(x, q) + (1 - q[3]) * gau(x, q)
        def peaks(shape, size):
            def f(x, p, name):
                base = 2 if name.endswith('+line') else 1
                n = (len(p) - base) // size
                y = sum(shape(x, p[size*i:size*i+size]) for i in range(n)) + p[size*n]
                return y + (p[-1] * x if base == 2 else 0)
            return f
        def poly(x, p, name): return np.polynomial.polynomial.polyval(x, p)
        def hertz(x, p, name):
            d = np.clip(x - p[1], 0, None)
            return p[2] + 4/3 * p[0] * np.sqrt(p[3]) * d**1.5
        def dmt(x, p, name):
            E, w, z0, F0, R, a0 = p
            d = x - z0
            return F0 + np.where(d >= 0, 4/3*E*np.sqrt(R)*np.clip(d,0,None)**1.5 - 2*np.pi*R*w, -2*np.pi*R*w*a0**2/(a0 - np.minimum(d,0))**2)
        def jkr(x, p, name):
            E, w, z0, F0, R = p
            delta = lambda a: a*a/R - np.sqrt(2*np.pi*w*a/E)
            amin = (np.sqrt(2*np.pi*w/E) * R / 4)**(2/3)
            out = []
            for d in np.asarray(x) - z0:
                if d < delta(amin): out.append(F0); continue
                top = amin
                while delta(top) < d: top *= 2
                a = brentq(lambda a: delta(a) - d, amin, top, xtol=1e-30, rtol=1e-15) if top > amin else amin
                out.append(F0 + 4*E*a**3/(3*R) - np.sqrt(8*np.pi*w*E*a**3))
            return np.array(out)
        def plus(law, n):
            return lambda x, p, name: law(x, p) + (p[n] if len(p) > n else 0)
        def sho(x, p, name):
            back = 4 if name.endswith('+line') else 2 if '+' in name else 0
            y = np.zeros(len(x), complex)
            for i in range((len(p) - back) // 4):
                A, f0, Q, phi = p[4*i:4*i+4]
                y += A*np.exp(1j*phi)*f0**2/(x**2 - 1j*x*f0/Q - f0**2)
            b = p[len(p)-back:]
            if back: y += b[0] + 1j*b[1]
            if back == 4: y += (b[2] + 1j*b[3]) * x
            return y
        def coupled(x, p, name):
            A, f1, Q1, phi, f2, Q2, k = p
            return np.array([np.linalg.solve([[(f*f - 1j*f*f1/Q1 - f1*f1)/f1**2, -k], [-k, (f*f - 1j*f*f2/Q2 - f2*f2)/f2**2]], [A*np.exp(1j*phi), 0])[0] for f in x])
        laws = {
            'constant': poly, 'line': poly, 'polynomial': poly, 'ohmic': poly,
            'parabola': lambda x, p, n: p[0]*x**2 - 2*p[0]*p[1]*x + p[0]*p[1]**2 + p[2],
            'lorentzian': peaks(lor, 3), 'gaussian': peaks(gau, 3), 'pseudo-voigt': peaks(voi, 4),
            'logistic': lambda x, p, n: p[3] + p[0] * expit((x - p[1]) / p[2]),
            'sine': lambda x, p, n: p[0]*np.sin(2*np.pi*p[1]*x + p[2]) + p[3],
            'damped-sine': lambda x, p, n: p[0]*np.imag(np.exp(x*(2j*np.pi*p[1] - 1/p[3]) + 1j*p[2])) + p[4],
            'exponential': lambda x, p, n: p[0]*np.exp(-x/p[1]) + p[2],
            'double-exponential': lambda x, p, n: p[0]*np.exp(-x/p[1]) + p[2]*np.exp(-x/p[3]) + p[4],
            'stretched-exponential': lambda x, p, n: p[0]*np.exp(-(x/p[1])**p[2]) + p[3],
            'power-law': lambda x, p, n: p[0]*x**p[1] + p[2],
            'hertz': hertz, 'dmt': dmt, 'jkr': jkr,
            'diode': plus(lambda x, p: p[0]*np.expm1(x/(p[1]*k_q*p[2])), 3),
            'schottky': plus(lambda x, p: np.sign(x)*p[0]*np.exp(p[1]*np.sqrt(abs(x))), 2),
            'poole-frenkel': plus(lambda x, p: p[0]*x*np.exp(p[1]*np.sqrt(abs(x))), 2),
            'fowler-nordheim': plus(lambda x, p: np.sign(x)*p[0]*x**2*np.exp(-p[1]/abs(x)), 2),
            'space-charge': plus(lambda x, p: p[0]*x + np.sign(x)*p[1]*x**2, 2),
            'sho': sho, 'sho-coupled': coupled,
        }
        for case in json.loads(sys.argv[1]):
            x = np.array(case['X'])
            y = laws[case['Model'].split(':')[0].split('+')[0]](x, np.array(case['P']), case['Model'])
            y = np.column_stack([y.real, y.imag]).ravel() if np.iscomplexobj(y) else y
            print(*('%.17g' % v for v in y))
        """;

    [Fact]
    public async Task Every_model_is_its_formula_written_by_another_hand()
    {
        var random = new Random(11);
        var names = ModelCatalogue.All.Select(m => m.Name).Concat(["lorentzian:6", "schottky+constant", "diode+constant", "sho:2+line", "polynomial:8"]);
        var cases = names.SelectMany(name => Enumerable.Range(0, CasesPerModel).Select(_ => (name, truth: LibraryTruth.Draw(name, random))))
            .Select(c => new { Model = c.name, c.truth.P, X = c.truth.X.Where((_, k) => k % (c.truth.X.Length / PointsPerCase) == 1).ToArray() }).ToArray();
        var output = await Python.Run(Script, JsonSerializer.Serialize(cases));
        var theirs = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(cases.Length, theirs.Length);
        foreach (var (c, line) in cases.Zip(theirs))
        {
            double[] expected = [.. line.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
            var actual = new double[expected.Length];
            ModelCatalogue.Find(c.Model).Evaluate(c.P, c.X, actual);
            var scale = expected.Max(Math.Abs);
            for (var k = 0; k < expected.Length; k++)
                Assert.True(Math.Abs(actual[k] - expected[k]) <= Tolerance * scale, $"{c.Model} at point {k}: {actual[k]:R} instead of {expected[k]:R}");
        }
    }
}
