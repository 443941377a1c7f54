// Simple harmonic oscillator H(f) = A e^{iφ} f0² / (f² − i f f0/Q − f0²) at POINTS frequencies: real, then imaginary residuals.
//
// Parameters of the solver, all 1 at the guess: A/Ag, 1 + (f0 − fg)/wg, Q/Qg, 1 + φ − φg, with wg = fg/Qg the width of the guess, so that a
// change of 1 is as large as the parameter, the width or a radian: no solver is handicapped by units.
#pragma once
#include <algorithm>
#include <cmath>

struct Model {
  static constexpr int Parameters = 4, Residuals = 2 * POINTS, Numbers = 2 * POINTS;
  // The loosest stops that raise RMSE over the Cramér–Rao bound by less than 0.001: change of the cost (peak scaled to 1), of a parameter.
  static constexpr double CostTolerance = 1e-3, StepTolerance = 1e-2;
  static constexpr bool IsScaled = true;
  mutable long evaluations = 0;

  explicit Model(const double* frequencies) : unit(frequencies[POINTS / 2]) {
    for (int k = 0; k < POINTS; k++) f[k] = frequencies[k] / unit;
  }

  void Load(const double* y) {
    double largest = 0;
    for (int k = 0; k < POINTS; k++) {
      re[k] = y[2 * k];
      im[k] = y[2 * k + 1];
      power[k] = re[k] * re[k] + im[k] * im[k];
    }
    for (int k = 0; k < POINTS; k++)
      if (power[k] > largest) largest = power[k], peak = k;
    scale = std::sqrt(largest);
    for (int k = 0; k < POINTS; k++) re[k] /= scale, im[k] /= scale, power[k] /= largest;
  }

  // 1/|H|² is a parabola in f near the resonance: its vertex is f0, its value there over its curvature the squared half width.
  void Guess(double* p) {
    int above = 0;
    for (int k = 0; k < POINTS; k++) above += power[k] > 0.5;
    const int step = std::max(1, std::min({above / 2, peak, POINTS - 1 - peak}));
    const double df = f[1] - f[0];
    fg = f[peak];
    width = above * df;
    if (peak >= step && peak + step < POINTS) {
      const double left = 1 / power[peak - step], right = 1 / power[peak + step], curvature = (left + right - 2) / 2, slope = (right - left) / 2;
      const double vertex = -slope / (2 * curvature), least = 1 - slope * slope / (4 * curvature);
      if (curvature > 0 && std::abs(vertex) < 1) fg += vertex * step * df;
      if (curvature > 0 && least > 0.1) width = std::max(2 * step * df * std::sqrt(least / curvature), 0.5 * df);
    }
    Qg = fg / width;
    const double d = f[peak] * f[peak] - fg * fg, l = f[peak] * width, size = std::sqrt(d * d + l * l);
    Ag = size / (fg * fg);
    phig = std::atan2(im[peak], re[peak]) - std::atan2(l, d);
    p[0] = p[1] = p[2] = p[3] = 1;
  }

  // Residuals and, unless j is null, the derivative of residual i by parameter k at j[i * Row + k * Column].
  template <int Row, int Column>
  void Evaluate(const double* p, double* r, double* j) const {
    evaluations++;
    const double A = Ag * p[0], f0 = fg + width * (p[1] - 1), Q = Qg * p[2], phi = phig + p[3] - 1;
    const double c = std::cos(phi) * f0 * f0, s = std::sin(phi) * f0 * f0, a = f0 * f0, b = f0 / Q;
    if (!j) {
  #pragma GCC ivdep
    for (int k = 0; k < POINTS; k++) {
        const double dr = f[k] * f[k] - a, di = -b * f[k], n = A / (dr * dr + di * di);
        r[k] = (c * dr + s * di) * n - re[k];
        r[POINTS + k] = (s * dr - c * di) * n - im[k];
      }
      return;
    }
    const double two = 2 / f0, byA = Ag, byF = width, byQ = Qg;
#pragma GCC ivdep
    for (int k = 0; k < POINTS; k++) {
      const double dr = f[k] * f[k] - a, di = -b * f[k], n = 1 / (dr * dr + di * di);
      const double ur = (c * dr + s * di) * n, ui = (s * dr - c * di) * n, hr = A * ur, hi = A * ui, gr = dr * n, gi = -di * n;  // g = 1/D
      r[k] = hr - re[k];
      r[POINTS + k] = hi - im[k];
      double* real = j + k * Row;
      double* imaginary = j + (POINTS + k) * Row;
      real[0] = byA * ur;
      imaginary[0] = byA * ui;
      const double e = f[k] / Q, tr = two + 2 * f0 * gr - e * gi, ti = 2 * f0 * gi + e * gr;
      real[Column] = byF * (hr * tr - hi * ti);
      imaginary[Column] = byF * (hr * ti + hi * tr);
      const double q = byQ * b * f[k] / Q;  // −i q/D · H
      real[2 * Column] = q * (gi * hr + gr * hi);
      imaginary[2 * Column] = q * (gi * hi - gr * hr);
      real[3 * Column] = -hi;
      imaginary[3 * Column] = hr;
    }
  }

  void Store(const double* p, double* found) const {
    found[0] = Ag * p[0] * scale;
    found[1] = (fg + width * (p[1] - 1)) * unit;
    found[2] = Qg * p[2];
    found[3] = phig + p[3] - 1;
  }

 private:
  double unit, scale = 1, f[POINTS], re[POINTS], im[POINTS], power[POINTS];
  double Ag = 1, fg = 1, Qg = 1, phig = 0, width = 1;
  int peak = 0;
};
