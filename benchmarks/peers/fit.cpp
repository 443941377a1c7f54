// Fits every curve of a file on one core with a general solver, for comparison.
//
//   g++ -O3 -march=native -ffast-math -DMODEL='"sho.h"' -DSOLVER='"ceres.h"' -DPOINTS=80 fit.cpp -o fit      (plus the solver's libraries)
//   fit INPUT OUTPUT REPEATS
//
// INPUT: POINTS abscissae, then curves, float64. OUTPUT: the parameters of every curve, float64, in the units of the input.
// Prints JSON: fits, seconds of CPU time of the fastest of REPEATS passes over all curves (scaling, guess and storing included), and the
// evaluations of the model per fit.
//
// The models' loops carry `#pragma GCC ivdep`: residuals and Jacobian never overlap the data, and the compiler, not knowing it, would not
// vectorise them (a factor of 2 for TinySolver). -ffast-math gives vector exp and erf.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>
#include MODEL
#include SOLVER

static double CpuSeconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec + 1e-9 * now.tv_nsec;
}

static std::vector<double> Read(const char* path) {
  FILE* file = std::fopen(path, "rb");
  if (!file) { std::fprintf(stderr, "%s cannot be opened\n", path); std::exit(1); }
  std::fseek(file, 0, SEEK_END);
  std::vector<double> numbers(std::ftell(file) / sizeof(double));
  std::rewind(file);
  if (std::fread(numbers.data(), sizeof(double), numbers.size(), file) != numbers.size()) { std::fprintf(stderr, "%s cannot be read\n", path); std::exit(1); }
  std::fclose(file);
  return numbers;
}

int main(int argc, char** argv) {
  if (argc != 4) { std::fprintf(stderr, "fit INPUT OUTPUT REPEATS\n"); return 2; }
  const std::vector<double> input = Read(argv[1]);
  const size_t count = (input.size() - POINTS) / Model::Numbers;
  std::vector<double> found(count * Model::Parameters);
  Model model(input.data());
  Solver solver(model);
  double best = 1e300;
  const int repeats = std::atoi(argv[3]);
  for (int repeat = 0; repeat < repeats; repeat++) {
    model.evaluations = 0;
    const double started = CpuSeconds();
    for (size_t i = 0; i < count; i++) {
      double p[Model::Parameters];
      model.Load(input.data() + POINTS + i * Model::Numbers);
      model.Guess(p);
      solver.Solve(p);
      model.Store(p, &found[i * Model::Parameters]);
    }
    const double seconds = CpuSeconds() - started;
    if (seconds < best) best = seconds;
  }
  FILE* output = std::fopen(argv[2], "wb");
  if (!output || std::fwrite(found.data(), sizeof(double), found.size(), output) != found.size() || std::fclose(output) != 0) {
    std::fprintf(stderr, "%s cannot be written\n", argv[2]);
    return 1;
  }
  std::printf("{\"fits\": %zu, \"seconds\": %.9g, \"evaluations\": %.4g}\n", count, best, double(model.evaluations) / count);
}
