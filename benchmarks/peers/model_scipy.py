#!/usr/bin/python3
"""scipy.optimize.curve_fit with the analytic Jacobian on general models, for comparison.

    model_scipy.py INPUT OUTPUT POINTS MODEL
        INPUT: POINTS abscissae, then curves, float64; OUTPUT: parameter rows, float64
        MODEL: gaussian   height·exp(−4 ln 2·((x − centre)/fwhm)²) + offset      rows height, centre, fwhm, offset
               stretched  amplitude·exp(−(t/tau)^beta) + offset                  rows amplitude, tau, beta, offset

Prints the fits per second on one core, guess included. A curve on which curve_fit gives up has a row of NaN.
"""
import sys, time
import numpy as np
from scipy.optimize import curve_fit

points, name = int(sys.argv[3]), sys.argv[4]
raw = np.fromfile(sys.argv[1])
x, curves = raw[:points], raw[points:].reshape(-1, points)
C = 4 * np.log(2)


def gaussian(x, height, centre, fwhm, offset):
    return height * np.exp(-C * ((x - centre) / fwhm) ** 2) + offset


def gaussian_jacobian(x, height, centre, fwhm, offset):
    u = (x - centre) / fwhm
    e = np.exp(-C * u**2)
    slope = 2 * C * height * e * u / fwhm
    return np.stack([e, slope, slope * u, np.ones_like(x)], -1)


def gaussian_guess(y):
    offset, peak = np.partition(y, points // 4)[points // 4], y.argmax()
    above = np.count_nonzero(y > (offset + y[peak]) / 2)
    return y[peak] - offset, x[peak], above / points * (x[-1] - x[0]), offset


def stretched(t, amplitude, tau, beta, offset):
    return amplitude * np.exp(-((t / tau) ** beta)) + offset


def stretched_jacobian(t, amplitude, tau, beta, offset):
    power = (t / tau) ** beta
    e = np.exp(-power)
    slope = amplitude * e * power
    return np.stack([e, slope * beta / tau, -slope * np.log(np.maximum(t / tau, 1e-300)), np.ones_like(t)], -1)


def stretched_guess(y):
    last = y[-max(points // 16, 1):].mean()
    near = np.flatnonzero((y - last) / (y[0] - last) <= np.exp(-1))
    return y[0] - last, x[near[0] if near.size and near[0] > 0 else 1], 1, last


f, jacobian, guess = {"gaussian": (gaussian, gaussian_jacobian, gaussian_guess), "stretched": (stretched, stretched_jacobian, stretched_guess)}[name]


def fit(y):
    try:
        return curve_fit(f, x, y, guess(y), jac=jacobian)[0]
    except RuntimeError:
        return np.full(4, np.nan)


np.seterr(all="ignore")
started = time.process_time()
found = np.array([fit(y) for y in curves])
print(len(curves) / (time.process_time() - started))
found.tofile(sys.argv[2])
