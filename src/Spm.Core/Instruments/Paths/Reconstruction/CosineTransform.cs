using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Spm.Core.Instruments.Paths;

/// <summary>
/// The orthonormal two-dimensional cosine transform (DCT-II) of a row-major image, by one complex transform of the same length per row and column:
/// v = x_0, x_2, … x_3, x_1 has X_k = s_k Re(e^{−iπk/2N} V_k) with s_0 = √(1/N), s_k = √(2/N).
/// </summary>
/// <remarks>Source: J. Makhoul, IEEE Trans. Acoust. Speech Signal Process. 28, 27 (1980).</remarks>
internal sealed class CosineTransform(int rows, int columns)
{
    private readonly Line _row = new(columns), _column = new(rows);

    /// <summary>Image to coefficients, in place.</summary>
    public void Forward(double[] image) => Apply(image, isForward: true);

    /// <summary>Coefficients to image, in place.</summary>
    public void Inverse(double[] coefficients) => Apply(coefficients, isForward: false);

    private void Apply(double[] image, bool isForward)
    {
        for (var r = 0; r < rows; r++) _row.Apply(image, r * columns, 1, isForward);
        for (var c = 0; c < columns; c++) _column.Apply(image, c, columns, isForward);
    }

    private sealed class Line
    {
        private readonly int _n;
        private readonly Complex[] _v, _turn;
        private readonly double[] _x;

        public Line(int n)
        {
            (_n, _v, _x) = (n, new Complex[n], new double[n]);
            _turn = [.. Enumerable.Range(0, n).Select(k => Complex.FromPolarCoordinates(1, -Math.PI * k / (2.0 * n)))];
        }

        public void Apply(double[] image, int first, int stride, bool isForward)
        {
            if (_n == 1) return;
            for (var i = 0; i < _n; i++) _x[i] = image[first + i * stride];
            if (isForward) Forward();
            else Inverse();
            for (var i = 0; i < _n; i++) image[first + i * stride] = _x[i];
        }

        private void Forward()
        {
            for (var i = 0; i < _n; i++) _v[i] = _x[Source(i)];
            Fourier.Forward(_v, FourierOptions.NoScaling);
            for (var k = 0; k < _n; k++) _x[k] = Scale(k) * (_v[k] * _turn[k]).Real;
        }

        /// <summary>With V_k e^{−iπk/2N} = a + ib, X_k/s_k = a and X_{N−k}/s_k = −b.</summary>
        private void Inverse()
        {
            _v[0] = _x[0] / Scale(0);
            for (var k = 1; k < _n; k++) _v[k] = new Complex(_x[k], -_x[_n - k]) / Scale(k) * Complex.Conjugate(_turn[k]);
            Fourier.Inverse(_v, FourierOptions.NoScaling);
            for (var i = 0; i < _n; i++) _x[Source(i)] = _v[i].Real / _n;
        }

        private int Source(int i) => 2 * i < _n ? 2 * i : 2 * (_n - i) - 1;

        private double Scale(int k) => Math.Sqrt((k == 0 ? 1.0 : 2.0) / _n);
    }
}
