#!/usr/bin/python3
"""Checks the certified values of this folder in 60-digit arithmetic (Debian: python3-mpmath), independently of any solver of ours.

    check.py

Gauss–Newton iterations start from the certified parameters. Printed per problem: the relative change of the worst parameter, standard deviation,
of the residual sum of squares and of the residual deviation, and the relative error of the sum of squares at the certified parameters.
"""
import pathlib
import mpmath as mp

mp.mp.dps = 60
FUNCTIONS = {name: getattr(mp, name) for name in ("exp", "cos", "sin", "atan", "pi")}


def read(path):
    lines = path.read_text().splitlines()
    table, data = (next(k for k, line in enumerate(lines) if line.startswith(word)) for word in ("parameters ", "data "))
    fields = dict(line.split(" ", 1) for line in lines[:table])
    parameters = [[mp.mpf(cell) for cell in line.split()[1:]] for line in lines[table + 1:data]]
    return fields, parameters, lines[data].split()[2:], [[mp.mpf(cell) for cell in line.split()] for line in lines[data + 1:]]


def check(path):
    fields, parameters, variables, rows = read(path)
    left, right = fields["model"].split("=", 1)
    code = compile(right.strip().replace("[", "(").replace("]", ")").replace("arctan", "atan"), path.stem, "eval")
    response = [mp.log(row[0]) if "log" in left else row[0] for row in rows]
    count = len(parameters)

    def f(b, row):
        return eval(code, FUNCTIONS | {f"b{k + 1}": value for k, value in enumerate(b)} | dict(zip(variables, row[1:])))

    def derivative(b, row, k):
        step = abs(b[k]) * mp.mpf(10) ** -25
        moved = lambda by: [value + by * (i == k) for i, value in enumerate(b)]
        return (f(moved(step), row) - f(moved(-step), row)) / (2 * step)

    residuals = lambda b: mp.matrix([y - f(b, row) for y, row in zip(response, rows)])
    jacobian = lambda b: mp.matrix([[derivative(b, row, k) for k in range(count)] for row in rows])
    squares = lambda r: sum(v * v for v in r)

    certified = [row[2] for row in parameters]
    b = certified
    for _ in range(6):
        j = jacobian(b)
        b = [value + step for value, step in zip(b, mp.lu_solve(j.T * j, j.T * residuals(b)))]
    sum_of_squares, stated = squares(residuals(b)), mp.mpf(fields["residual-sum-of-squares"])
    variance, j = sum_of_squares / (len(rows) - count), jacobian(b)
    covariance = (j.T * j) ** -1 * variance
    off = lambda found, wanted: abs(found / wanted - 1)
    changes = [
        max(off(found, wanted) for found, wanted in zip(b, certified)),
        max(off(mp.sqrt(covariance[k, k]), parameters[k][3]) for k in range(count)),
        off(sum_of_squares, stated),
        off(mp.sqrt(variance), mp.mpf(fields["residual-standard-deviation"])),
        off(squares(residuals(certified)), stated),
    ]
    print(f"{path.stem:10}", *(mp.nstr(change, 2).rjust(10) for change in changes), flush=True)


for path in sorted(pathlib.Path(__file__).parent.glob("*.txt")):
    check(path)
