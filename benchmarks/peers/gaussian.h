// Gaussian peak on a constant, f = height·exp(−4 ln 2·((x − centre)/fwhm)²) + offset, parameters in this order. x ascending.
//
// The solver sees x from 0 to 1 and the curve from 0 to 1, and the logarithm of the width.
#pragma once
#include <algorithm>
#include <cmath>

struct Model {
  static constexpr int Parameters = 4, Residuals = POINTS, Numbers = POINTS;
  static constexpr double CostTolerance = 1e-6, StepTolerance = 3e-3;
  static constexpr bool IsScaled = false;
  mutable long evaluations = 0;

  explicit Model(const double* abscissa) : origin(abscissa[0]), span(abscissa[POINTS - 1] - abscissa[0]) {
    for (int k = 0; k < POINTS; k++) x[k] = (abscissa[k] - origin) / span;
  }

  void Load(const double* curve) {
    const auto ends = std::minmax_element(curve, curve + POINTS);
    least = *ends.first;
    range = *ends.second - least;
    for (int k = 0; k < POINTS; k++) y[k] = (curve[k] - least) / range;
  }

  // Offset from the quartile, the peak at its largest point, the width from the points above half height.
  void Guess(double* p) const {
    double sorted[POINTS];
    std::copy(y, y + POINTS, sorted);
    std::nth_element(sorted, sorted + POINTS / 4, sorted + POINTS);
    const double offset = sorted[POINTS / 4];
    const int peak = std::max_element(y, y + POINTS) - y;
    const int above = std::count_if(y, y + POINTS, [&](double v) { return v > (offset + y[peak]) / 2; });
    p[0] = y[peak] - offset;
    p[1] = x[peak];
    p[2] = std::log(double(above) / POINTS);
    p[3] = offset;
  }

  template <int Row, int Column>
  void Evaluate(const double* p, double* r, double* j) const {
    evaluations++;
    const double height = p[0], centre = p[1], narrow = std::exp(-p[2]), offset = p[3], c = 2.772588722239781;  // 4 ln 2
#pragma GCC ivdep
    for (int k = 0; k < POINTS; k++) {
      const double u = (x[k] - centre) * narrow, e = std::exp(-c * u * u);
      r[k] = height * e + offset - y[k];
      if (!j) continue;
      double* row = j + k * Row;
      const double slope = 2 * c * height * e * u;
      row[0] = e;
      row[Column] = slope * narrow;
      row[2 * Column] = slope * u;
      row[3 * Column] = 1;
    }
  }

  void Store(const double* p, double* found) const {
    found[0] = p[0] * range;
    found[1] = origin + p[1] * span;
    found[2] = std::exp(p[2]) * span;
    found[3] = least + p[3] * range;
  }

 private:
  double origin, span, least = 0, range = 1, x[POINTS], y[POINTS];
};
