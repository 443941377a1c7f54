#!/usr/bin/python3
"""scipy.optimize.least_squares with the analytic Jacobian on SHO spectra, for comparison.

    sho_scipy.py INPUT OUTPUT BINS     INPUT: BINS frequencies, then spectra (interleaved complex), float64; OUTPUT: A, f0, Q, phi rows, float64

Prints the fits per second on one core, guess included.
"""
import sys, time
import numpy as np
from scipy.optimize import least_squares

bins = int(sys.argv[3])
raw = np.fromfile(sys.argv[1])
f, spectra = raw[:bins], raw[bins:].view('c16').reshape(-1, bins)


def fit(y):
    k = np.abs(y).argmax()
    above = max(np.count_nonzero(np.abs(y) > np.abs(y[k]) / np.sqrt(2)), 1)
    quality = f[k] / (above * (f[1] - f[0]))
    scale = np.array([np.abs(y[k]) / quality, f[k], quality, 1.0])

    def model(p):
        a, f0, q, phi = p * scale
        d = f**2 - 1j * f * f0 / q - f0**2
        return a, f0, q, d, np.exp(1j * phi) * f0**2 / d

    def residual(p):
        a, _, _, _, unit = model(p)
        r = a * unit - y
        return np.concatenate([r.real, r.imag])

    def jacobian(p):
        a, f0, q, d, unit = model(p)
        h = a * unit
        j = np.stack([unit, h * (2 / f0 + (1j * f / q + 2 * f0) / d), -h * 1j * f * f0 / q**2 / d, 1j * h], -1) * scale
        return np.concatenate([j.real, j.imag])

    return least_squares(residual, [1, 1, 1, np.angle(y[k]) - np.pi / 2], jacobian, method='lm', x_scale=[1, 1e-3, 1, 1]).x * scale


started = time.perf_counter()
found = np.array([fit(y) for y in spectra])
print(len(spectra) / (time.perf_counter() - started))
found.tofile(sys.argv[2])
