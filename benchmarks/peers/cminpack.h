// cminpack's lmder: MINPACK's Levenberg–Marquardt with QR and an analytic Jacobian. Needs libcminpack-dev.
#pragma once
#include <cminpack-1/cminpack.h>

struct Solver {
  static constexpr int N = Model::Residuals, P = Model::Parameters;
  Model& model;
  double r[N], j[N * P], diagonal[P], qtf[P], w1[P], w2[P], w3[P], w4[N];
  int pivots[P];

  explicit Solver(Model& m) : model(m) {}

  static int Evaluate(void* m, int, int, const double* p, double* r, double* j, int, int flag) {
    double unused[N];
    static_cast<Model*>(m)->template Evaluate<1, N>(p, flag == 2 ? unused : r, flag == 2 ? j : nullptr);
    return 0;
  }

  void Solve(double* p) {
    int values, jacobians;
    lmder(Evaluate, &model, N, P, p, r, j, N, Model::StepTolerance, Model::StepTolerance, 0, 200, diagonal, 1, 100, 0, &values, &jacobians, pivots, qtf, w1, w2, w3, w4);
  }
};
