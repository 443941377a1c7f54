// Stretched exponential, f = amplitude·exp(−(t/tau)^beta) + offset, parameters in this order. Times ascending, none negative.
//
// The solver sees t from 0 to 1 and the curve from 0 to 1, and the logarithms of tau and beta.
#pragma once
#include <algorithm>
#include <cmath>

struct Model {
  static constexpr int Parameters = 4, Residuals = POINTS, Numbers = POINTS;
  static constexpr double CostTolerance = 1e-6, StepTolerance = 3e-3;
  static constexpr bool IsScaled = false;
  mutable long evaluations = 0;

  explicit Model(const double* times) : span(times[POINTS - 1]) {
    for (int k = 0; k < POINTS; k++) logarithm[k] = std::log(std::max(times[k] / span, 1e-12));
  }

  void Load(const double* curve) {
    const auto ends = std::minmax_element(curve, curve + POINTS);
    least = *ends.first;
    range = *ends.second - least;
    for (int k = 0; k < POINTS; k++) y[k] = (curve[k] - least) / range;
  }

  // The first and last points, and the time at which the curve has come 1/e near to the last; a plain exponential to start with.
  void Guess(double* p) const {
    constexpr int N = POINTS / 16 > 0 ? POINTS / 16 : 1;
    double last = 0;
    for (int k = 0; k < N; k++) last += y[POINTS - 1 - k] / N;
    const double rise = y[0] - last;
    int fallen = 1;
    while (fallen < POINTS - 1 && (y[fallen] - last) / rise > 0.36787944117144233) fallen++;
    p[0] = rise;
    p[1] = logarithm[fallen];
    p[2] = 0;
    p[3] = last;
  }

  template <int Row, int Column>
  void Evaluate(const double* p, double* r, double* j) const {
    evaluations++;
    const double amplitude = p[0], tau = p[1], beta = std::exp(p[2]), offset = p[3];
#pragma GCC ivdep
    for (int k = 0; k < POINTS; k++) {
      const double l = beta * (logarithm[k] - tau), power = std::exp(l), e = std::exp(-power);
      r[k] = amplitude * e + offset - y[k];
      if (!j) continue;
      double* row = j + k * Row;
      const double slope = amplitude * e * power;
      row[0] = e;
      row[Column] = slope * beta;
      row[2 * Column] = -slope * l;
      row[3 * Column] = 1;
    }
  }

  void Store(const double* p, double* found) const {
    found[0] = p[0] * range;
    found[1] = std::exp(p[1]) * span;
    found[2] = std::exp(p[2]);
    found[3] = least + p[3] * range;
  }

 private:
  double span, least = 0, range = 1, logarithm[POINTS], y[POINTS];
};
