#!/usr/bin/python3
"""scipy.optimize.least_squares (trust region with bounds, analytic Jacobian) on nine-parameter loops, for comparison.

    loop_scipy.py INPUT OUTPUT POINTS     INPUT: POINTS biases (falling half, rising half), then loops, float64; OUTPUT: a0..a4, b0..b3 rows, float64

Prints the fits per second on one core, guess included.
"""
import sys, time
import numpy as np
from scipy.optimize import least_squares
from scipy.special import erf

points = int(sys.argv[3])
raw = np.fromfile(sys.argv[1])
v, loops = raw[:points], raw[points:].reshape(-1, points)
falling = np.arange(points) < points // 2
span = v.max() - v.min()
narrowest = np.median(np.abs(np.diff(v))[np.diff(v) != 0]) / 10  # the bounds of ours
low = np.array([-np.inf, -np.inf, v.min(), v.min(), -np.inf] + [narrowest] * 4)
high = np.array([np.inf, np.inf, v.max(), v.max(), np.inf] + [span / 2] * 4)


def shape(p):
    centre = np.where(falling, p[2], p[3])
    below, above = np.where(falling, p[5], p[7]), np.where(falling, p[6], p[8])
    u = v - centre
    g = np.where(u > 0, above, below)
    e = erf(u / g)
    return u, g, e, below, above, (g * e + below) / (below + above)


def model(p):
    return p[0] + p[1] * shape(p)[-1] + p[4] * v


def jacobian(p):
    u, g, e, below, above, y = shape(p)
    slope = 2 / np.sqrt(np.pi) * np.exp(-(u / g) ** 2)
    total = below + above
    by_g = e - slope * u / g
    by_below = (np.where(u <= 0, by_g, 0) + 1 - y) / total
    by_above = (np.where(u > 0, by_g, 0) - y) / total
    j = np.zeros((points, 9))
    j[:, 0], j[:, 1], j[:, 4] = 1, y, v
    by_centre = -slope / total
    for k, branch in ((0, falling), (1, ~falling)):
        j[branch, 2 + k] = p[1] * by_centre[branch]
        j[branch, 5 + 2 * k] = p[1] * by_below[branch]
        j[branch, 6 + 2 * k] = p[1] * by_above[branch]
    return j


def fit(y):
    ends = np.argsort(v)
    bottom, top = y[ends[:4]].mean(), y[ends[-4:]].mean()
    middle = (bottom + top) / 2
    crossing = lambda branch: v[branch][np.abs(y[branch] - middle).argmin()]
    start = np.clip([bottom, top - bottom, crossing(falling), crossing(~falling), 0, 1, 1, 1, 1], low + 1e-6, high - 1e-6)
    return least_squares(lambda p: model(p) - y, start, jacobian, bounds=(low, high), x_scale='jac').x


started = time.perf_counter()
found = np.array([fit(y) for y in loops])
print(len(loops) / (time.perf_counter() - started))
found.tofile(sys.argv[2])
