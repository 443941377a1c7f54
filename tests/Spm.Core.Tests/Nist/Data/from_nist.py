#!/usr/bin/python3
"""Writes the text files of this folder from NIST's .dat files, after checking that the copies of several folders agree.

    from_nist.py OUTPUT FOLDER [FOLDER...]

Numbers keep the digits they have in the first folder whose file agrees with the majority; a disagreement is printed and the problem is left
out when no majority is found.
"""
import collections, pathlib, re, sys

ALIAS = {"DanielWood": "DanWood", "Ratkowsky2": "Rat42", "Ratkowsky3": "Rat43"}
NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"


def read(path):
    lines = path.read_text(encoding="latin-1").splitlines()
    find = lambda pattern: next(m.group(1) for m in (re.search(pattern, line) for line in lines) if m)
    data = max(k for k, line in enumerate(lines) if line.startswith("Data:"))
    model = next(k for k, line in enumerate(lines) if line.startswith("Model:"))
    starting = next(k for k, line in enumerate(lines) if k > model and re.match(r"\s+Starting [vV]alues", line))
    formula = [line.strip() for line in lines[model + 2:starting] if line.strip() and "Parameters" not in line and not line.strip().startswith("pi =")]
    rows = [re.findall(NUMBER, line) for line in lines[data + 1:] if line.strip()]
    return {
        "difficulty": find(r"(\w+) Level of Difficulty").lower(),
        "model": re.sub(r"\s*\+ e$", "", " ".join(" ".join(formula).split())),
        "parameters": [re.findall(NUMBER, line.split("=")[1]) for line in lines if re.match(r"\s+b\d\s+=", line)],
        "residual-sum-of-squares": find(rf"Residual Sum of Squares:\s+({NUMBER})"),
        "residual-standard-deviation": find(rf"Residual Standard Deviation:\s+({NUMBER})"),
        "observations": find(r"Number of Observations:\s+(\d+)"),
        "columns": lines[data].split()[1:],
        "rows": rows,
    }


def numbers(problem):
    """All numbers of a problem, by place, as values: '7.03E0' and '7.030' are the same."""
    scalars = {key: float(problem[key]) for key in ("residual-sum-of-squares", "residual-standard-deviation", "observations")}
    table = {(kind, i, j): float(cell) for kind in ("parameters", "rows") for i, row in enumerate(problem[kind]) for j, cell in enumerate(row)}
    return scalars | table


def agree(name, copies):
    counted = collections.defaultdict(collections.Counter)
    for copy in copies:
        for place, value in numbers(copy).items():
            counted[place][value] += 1
    for place, values in counted.items():
        if len(values) > 1 or sum(values.values()) != len(copies):
            print(f"{name}: {len(copies)} copies differ at {place}: {dict(values)}")
    best = {place: values.most_common(1)[0][0] for place, values in counted.items()}
    return next((copy for copy in copies if numbers(copy) == best), None)


def write(folder, name, problem):
    short = name.lower()
    out = [
        f"name {name}",
        f"source https://www.itl.nist.gov/div898/strd/nls/data/{short}.shtml",
        f"difficulty {problem['difficulty']}",
        f"model {problem['model']}",
        f"observations {problem['observations']}",
        f"residual-sum-of-squares {problem['residual-sum-of-squares']}",
        f"residual-standard-deviation {problem['residual-standard-deviation']}",
        "parameters start1 start2 certified standard-deviation",
        *(" ".join([f"b{k + 1}", *row]) for k, row in enumerate(problem["parameters"])),
        "data " + " ".join(problem["columns"]),
        *(" ".join(row) for row in problem["rows"]),
    ]
    (folder / f"{name}.txt").write_text("\n".join(out) + "\n")


output, folders = pathlib.Path(sys.argv[1]), [pathlib.Path(f) for f in sys.argv[2:]]
copies = collections.defaultdict(list)
for folder in folders:
    for path in sorted(folder.glob("*.dat")):
        copies[ALIAS.get(path.stem, path.stem)].append(read(path))
for name, found in sorted(copies.items()):
    chosen = agree(name, found)
    if chosen is None:
        print(f"{name}: no copy agrees with the majority; not written")
        continue
    assert len(chosen["rows"]) == int(chosen["observations"]), (name, len(chosen["rows"]))
    assert all(len(row) == 4 for row in chosen["parameters"]) and all(len(row) == len(chosen["columns"]) for row in chosen["rows"]), name
    write(output, name, chosen)
    print(f"{name}: {len(found)} copies, {len(chosen['rows'])} observations, {len(chosen['parameters'])} parameters")
