// Nine-parameter hysteresis loop at POINTS biases:
//   f = a0 + a1·y + a4·V,  y = (g·erf((V − c)/g) + below)/(below + above),  g = above where V > c, else below,
// c, below, above being a2, b0, b1 on the falling and a3, b2, b3 on the rising branch. A point lies on the branch on which the sweep leaves
// it, the last one on that by which it came.
//
// Parameters of the solver: responses in units of the loop's height, biases in units of an eighth of their span, widths as logarithms,
// which keeps them positive without bounds.
#pragma once
#include <algorithm>
#include <cmath>

struct Model {
  static constexpr int Parameters = 9, Residuals = POINTS, Numbers = POINTS;
  // Looser stops are faster and end above the minimum: at 1e-6 TinySolver fits 1.3 times as many loops, and 5 instead of 2 % of them end more
  // than 1e-4 of the cost above it.
  static constexpr double CostTolerance = 1e-8, StepTolerance = 1e-4;
  static constexpr bool IsScaled = false;
  mutable long evaluations = 0;

  explicit Model(const double* bias) {
    const auto ends = std::minmax_element(bias, bias + POINTS);
    unit = (*ends.second - *ends.first) / 8;
    bool falling[POINTS];
    for (int k = POINTS - 2, way = bias[POINTS - 1] < bias[POINTS - 2]; k >= 0; k--) {
      if (bias[k + 1] != bias[k]) way = bias[k + 1] < bias[k];
      falling[k] = way;
    }
    falling[POINTS - 1] = bias[POINTS - 1] < bias[POINTS - 2];
    turn = std::count(falling, falling + POINTS, true);
    for (int k = 0, f = 0, r = turn; k < POINTS; k++) measured[falling[k] ? f++ : r++] = k;
    for (int k = 0; k < POINTS; k++) v[k] = bias[measured[k]] / unit, order[k] = k;
    std::sort(order, order + POINTS, [this](int a, int b) { return v[a] < v[b]; });
  }

  void Load(const double* response) {
    const auto ends = std::minmax_element(response, response + POINTS);
    scale = *ends.second - *ends.first;
    for (int k = 0; k < POINTS; k++) y[k] = response[measured[k]] / scale;
  }

  // Levels from the ends of the bias range, switching biases where each branch crosses their middle, widths half a unit, no slope.
  void Guess(double* p) const {
    constexpr int N = 4;
    double low = 0, high = 0;
    for (int k = 0; k < N; k++) low += y[order[k]] / N, high += y[order[POINTS - 1 - k]] / N;
    p[0] = low;
    p[1] = high - low;
    p[2] = v[Crossing(0, turn, (low + high) / 2)];
    p[3] = v[Crossing(turn, POINTS, (low + high) / 2)];
    p[4] = 0;
    for (int k = 5; k < 9; k++) p[k] = std::log(0.5);
  }

  template <int Row, int Column>
  void Evaluate(const double* p, double* r, double* j) const {
    evaluations++;
    Branch<Row, Column, 0>(p, r, j, 0, turn);
    Branch<Row, Column, 1>(p, r, j, turn, POINTS);
  }

  void Store(const double* p, double* found) const {
    found[0] = p[0] * scale;
    found[1] = p[1] * scale;
    found[2] = p[2] * unit;
    found[3] = p[3] * unit;
    found[4] = p[4] * scale / unit;
    for (int k = 5; k < 9; k++) found[k] = std::exp(p[k]) * unit;
  }

 private:
  int Crossing(int first, int end, double level) const {
    int best = first;
    for (int k = first; k < end; k++)
      if (std::abs(y[k] - level) < std::abs(y[best] - level)) best = k;
    return best;
  }

  template <int Row, int Column, int Half>
  void Branch(const double* p, double* r, double* j, int first, int end) const {
    const double offset = p[0], opening = p[1], centre = p[2 + Half], tilt = p[4];
    const double below = std::exp(p[5 + 2 * Half]), above = std::exp(p[6 + 2 * Half]), total = 1 / (below + above);
#pragma GCC ivdep
    for (int k = first; k < end; k++) {
      const double u = v[k] - centre, g = u > 0 ? above : below, t = u / g, e = std::erf(t), shape = (g * e + below) * total;
      r[k] = offset + opening * shape + tilt * v[k] - y[k];
      if (!j) continue;
      const double slope = 1.1283791670955126 * std::exp(-t * t), byG = e - slope * t;
      double* row = j + k * Row;
      row[0] = 1;
      row[Column] = shape;
      row[(2 + Half) * Column] = -opening * slope * total;
      row[(3 - Half) * Column] = 0;
      row[4 * Column] = v[k];
      row[(5 + 2 * Half) * Column] = opening * below * ((u > 0 ? 0 : byG) + 1 - shape) * total;
      row[(6 + 2 * Half) * Column] = opening * above * ((u > 0 ? byG : 0) - shape) * total;
      row[(7 - 2 * Half) * Column] = row[(8 - 2 * Half) * Column] = 0;
    }
  }

  double unit, scale = 1, v[POINTS], y[POINTS];
  int turn, measured[POINTS], order[POINTS];  // points are kept falling branch first; order is by bias
};
