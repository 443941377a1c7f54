// Ceres' TinySolver: fixed sizes, no allocation, normal equations with LDLᵀ. Needs libceres-dev (headers only).
//
// Its function_tolerance is compared with the change of the cost itself (data scaled to 1), not with a fraction of it.
#pragma once
#include <ceres/tiny_solver.h>

struct Function {
  using Scalar = double;
  enum { NUM_RESIDUALS = Model::Residuals, NUM_PARAMETERS = Model::Parameters };
  const Model& model;
  bool operator()(const double* p, double* r, double* j) const {
    model.Evaluate<1, Model::Residuals>(p, r, j);
    return true;
  }
};

struct Solver {
  Function function;
  ceres::TinySolver<Function> tiny;
  explicit Solver(const Model& model) : function{model} {
    tiny.options.max_num_iterations = 100;
    tiny.options.function_tolerance = Model::CostTolerance;
    tiny.options.parameter_tolerance = 1e-3 * Model::StepTolerance;
    tiny.options.gradient_tolerance = 1e-8;
  }
  void Solve(double* p) {
    Eigen::Matrix<double, Model::Parameters, 1> x = Eigen::Map<Eigen::Matrix<double, Model::Parameters, 1>>(p);
    tiny.Solve(function, &x);
    for (int k = 0; k < Model::Parameters; k++) p[k] = x[k];
  }
};
