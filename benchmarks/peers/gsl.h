// GSL's multifit_nlinear: Levenberg–Marquardt on the normal equations (Cholesky), the fastest of its direct solvers, with
// GSL's own BLAS (ATLAS is slower on so few points). Needs libgsl-dev.
#pragma once
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit_nlinear.h>

struct Solver {
  static constexpr int N = Model::Residuals, P = Model::Parameters;
  gsl_multifit_nlinear_fdf fdf;
  gsl_multifit_nlinear_workspace* work;

  explicit Solver(Model& model) {
    gsl_set_error_handler_off();
    fdf = {};
    fdf.f = [](const gsl_vector* p, void* m, gsl_vector* r) { return static_cast<Model*>(m)->Evaluate<P, 1>(p->data, r->data, nullptr), int(GSL_SUCCESS); };
    fdf.df = [](const gsl_vector* p, void* m, gsl_matrix* j) {
      double r[N];
      static_cast<Model*>(m)->Evaluate<P, 1>(p->data, r, j->data);
      return int(GSL_SUCCESS);
    };
    fdf.n = N;
    fdf.p = P;
    fdf.params = &model;
    gsl_multifit_nlinear_parameters parameters = gsl_multifit_nlinear_default_parameters();
    parameters.trs = gsl_multifit_nlinear_trs_lm;
    parameters.scale = Model::IsScaled ? gsl_multifit_nlinear_scale_levenberg : gsl_multifit_nlinear_scale_more;
    parameters.solver = gsl_multifit_nlinear_solver_cholesky;
    work = gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &parameters, N, P);
  }

  void Solve(double* p) {
    gsl_vector_const_view start = gsl_vector_const_view_array(p, P);
    int info;
    gsl_multifit_nlinear_init(&start.vector, &fdf, work);
    gsl_multifit_nlinear_driver(100, Model::StepTolerance, 1e-8, 0, nullptr, nullptr, &info, work);
    for (int k = 0; k < P; k++) p[k] = gsl_vector_get(work->x, k);
  }
};
