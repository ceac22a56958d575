"""One row of `cargo xtask bench evaluation`: the best peer computes the same from the same input.

    peers.py ROW FOLDER REPEATS

Writes the numbers into the folder, one file of little-endian doubles for each part, and prints the smallest processor
seconds and wall seconds of one computation, peak memory in KiB, and the digest of the input. Making the input and
importing the library are not timed. One thread.
"""

import pathlib
import resource
import sys
import time
import warnings

import numpy as np

import generate as gen

warnings.filterwarnings("ignore")

SHORTEST = 0.05
ROWS = {}


def row(name):
    return lambda made: ROWS.setdefault(name, made)


@row("asem")
def asem():
    """COINr's example as its documentation builds it; the tables are those of crates/engine/tests/peers/asem."""
    import pandas as pd

    folder = pathlib.Path(__file__).parents[2] / "crates/engine/tests/peers/asem"
    data, meta = pd.read_csv(folder / "data.csv"), pd.read_csv(folder / "indicators.csv")
    leaves = meta[meta.Type == "Indicator"]
    x = data[list(leaves.iCode)].to_numpy(float)
    denominators = [data[name].to_numpy(float) if isinstance(name, str) else 1.0 for name in leaves.Denominator]
    down = leaves.Direction.to_numpy() == -1
    europe = (data.EurAsia_group == "Europe").to_numpy()
    order, places = [], {}

    def walk(code):
        children = meta[meta.Parent == code]
        if len(children):
            order.append(code)
            places[code] = [list(leaves.iCode).index(c) if c in set(leaves.iCode) else c for c in children.iCode]
            for child in children.iCode:
                walk(child)

    walk("Index")

    def is_out(v):
        n, d = len(v), v - v.mean()
        m2 = (d * d).mean()
        g1, g2 = (d**3).mean() / m2**1.5, (d**4).mean() / m2**2 - 3
        skew = g1 * np.sqrt(n * (n - 1)) / (n - 2)
        return skew, abs(skew) >= 2 and ((n + 1) * g2 + 6) * (n - 1) / ((n - 2) * (n - 3)) >= 3.5

    def compute():
        y = np.stack([x[:, place] / by for place, by in enumerate(denominators)], 1)
        for group in (europe, ~europe):
            part = y[group]
            y[group] = np.where(np.isnan(part), np.nanmean(part, 0), part)
        for v in y.T:
            for _ in range(5):
                skew, out = is_out(v)
                if not out:
                    break
                end = v.max() if skew >= 0 else v.min()
                v[v == end] = v[v < end].max() if skew >= 0 else v[v > end].min()
        scores = 100 * (y - y.min(0)) / (y.max(0) - y.min(0))
        scores = np.where(down, 100 - scores, scores)
        nodes = {}
        for code in reversed(order):
            nodes[code] = np.mean([nodes[c] if isinstance(c, str) else scores[:, c] for c in places[code]], 0)
        ranks = (nodes["Index"][None, :] > nodes["Index"][:, None]).sum(1) + 1
        return np.stack([nodes[code] for code in order], 1), ranks

    return compute, lambda found: {"scores": found[0], "ranks": found[1]}, 0


@row("uncertainty")
def uncertainty():
    """Vectorised NumPy: COINr itself needs 1346 s of processor time for this."""
    from scipy.stats import rankdata

    x, d = gen.panel(136, 60, 1)
    x = x[0]
    weights = 1.0 + 0.5 * (gen.unit(100, np.arange(1000 * 77)).reshape(1000, 77) - 0.5)
    k = np.arange(10000)
    by_z, by_geometric, sets = gen.below(110, k, 2) == 1, gen.below(111, k, 2) == 1, gen.below(112, k, 1000)

    def compute():
        aligned = x * d
        minmax = (aligned - aligned.min(0)) / (aligned.max(0) - aligned.min(0)) * 99 + 1
        zscore = (aligned - aligned.mean(0)) / aligned.std(0, ddof=1) * 8 + 50
        scores = np.empty((136, 10000))
        for z, geometric in ((False, False), (False, True), (True, False), (True, True)):
            runs = np.nonzero((by_z == z) & (by_geometric == geometric))[0]
            base = zscore if z else minmax
            base = np.log(base) if geometric else base
            for start in range(0, len(runs), 256):
                part = runs[start : start + 256]
                w = weights[sets[part]]
                low = w[:, :60].reshape(-1, 12, 5)
                low = low / low.sum(2, keepdims=True)
                pillars = np.einsum("upk,rpk->rup", base.reshape(136, 12, 5), low)
                middle = w[:, 60:72].reshape(-1, 4, 3)
                middle = middle / middle.sum(2, keepdims=True)
                dimensions = np.einsum("rudk,rdk->rud", pillars.reshape(len(part), 136, 4, 3), middle)
                top = w[:, 72:76]
                top = top / top.sum(1, keepdims=True)
                index = np.einsum("rud,rd->ru", dimensions, top)
                scores[:, part] = (np.exp(index) if geometric else index).T
        places = rankdata(-scores, method="min", axis=0)
        spread = [np.median(places, 1), np.quantile(places, 0.05, axis=1), np.quantile(places, 0.95, axis=1)]
        return scores, places, np.stack([places.mean(1), *spread], 1)

    def parts(found):
        scores, places, intervals = found
        return {"scores": scores.T, "places": places.T, "intervals": intervals}

    return compute, parts, gen.digest(x, weights)


def sobol_problem():
    from SALib.sample import sobol as sample

    problem = {"num_vars": 5, "names": list("abcde"), "bounds": [[0, 1]] * 5}
    return problem, lambda: sample.sample(problem, 2048, calc_second_order=False, scramble=False)


@row("sobol-sample")
def sobol_sample():
    _, compute = sobol_problem()
    return compute, lambda points: {"points": points}, 0


def sobol_rows(units, resamples):
    from SALib.analyze import sobol as analyze

    problem, sample = sobol_problem()
    x = sample().T
    one = (((x[0] + 2.0 * x[1]) + x[2] * x[2]) + 0.5 * x[3] * x[4]) + x[0] * x[1]
    lists = [one * (1.0 + k / 136.0) for k in range(units)]

    def compute():
        options = {"calc_second_order": False, "num_resamples": resamples, "seed": 1}
        return [analyze.analyze(problem, values, **options) for values in lists]

    def parts(found):
        both = lambda first, total: np.concatenate([np.stack([one[first], one[total]], 1) for one in found])
        return {"indices": both("S1", "ST"), "spreads": both("S1_conf", "ST_conf")}

    return compute, parts, gen.digest(*lists)


@row("sobol")
def sobol():
    return sobol_rows(1, 1000)


@row("sobol-units")
def sobol_units():
    return sobol_rows(136, 100)


def panel_parts(found):
    return {"weights": np.stack([w for w, _ in found]), "closeness": np.stack([c for _, c in found])}


@row("panel")
def panel():
    x, d = gen.panel(2850, 100, 10)

    def of_year(x):
        p = x / x.sum(0)
        gain = 1 + (p * np.log(p)).sum(0) / np.log(len(x))
        w = gain / gain.sum()
        v = x / np.sqrt((x * x).sum(0)) * w
        high, low = v.max(0), v.min(0)
        best, worst = np.where(d > 0, high, low), np.where(d > 0, low, high)
        near, far = np.sqrt(((v - best) ** 2).sum(1)), np.sqrt(((v - worst) ** 2).sum(1))
        return w, far / (near + far)

    return lambda: [of_year(year) for year in x], panel_parts, gen.digest(x)


@row("panel-pymcdm")
def panel_pymcdm():
    from pymcdm.methods import TOPSIS
    from pymcdm.normalizations import vector_normalization
    from pymcdm.weights import entropy_weights

    x, d = gen.panel(2850, 100, 10)
    types, body = d.astype(float), TOPSIS(vector_normalization)

    def of_year(x):
        w = entropy_weights(x, types)
        return w, body(x, w, types)

    return lambda: [of_year(year) for year in x], panel_parts, gen.digest(x)


@row("dea-ccr")
def dea_ccr():
    import efficiency

    return efficiency.dea(0)


@row("dea-bcc")
def dea_bcc():
    import efficiency

    return efficiency.dea(1)


@row("malmquist")
def malmquist():
    import efficiency

    return efficiency.malmquist()


def enterprises(count):
    import polars as pl

    d = gen.enterprises(count)
    has_energy = d.pop("has_energy")
    whole = [d[name] for name in ("land", "staff", "added", "tax", "emissions", "research", "revenue")]
    digest = gen.digest(*whole, d["energy"][has_energy])
    frame = pl.DataFrame(d).with_columns(energy=pl.when(pl.Series(has_energy)).then(pl.col("energy")))
    del d, whole, has_energy
    weights = [0.35, 0.20, 0.15, 0.10, 0.12, 0.08]

    def ratio(above, below):
        return pl.when(pl.col(below) > 0).then(pl.col(above) / pl.col(below))

    def compute():
        ratios = {
            "x0": ratio("tax", "land"),
            "x1": ratio("added", "land"),
            "x2": ratio("added", "staff"),
            "x3": ratio("added", "energy"),
            "x4": ratio("research", "revenue"),
            "x5": -ratio("emissions", "added"),
        }
        lazy = frame.lazy().select("id", "county", "industry", **ratios)
        scores = []
        for place in range(6):
            column = pl.col(f"x{place}")
            rank, known = column.rank("min").over("industry"), column.count().over("industry")
            alone = pl.when(column.is_not_null()).then(1.0)
            score = (rank - 1).cast(pl.Float64) / (known - 1).cast(pl.Float64)
            scores.append(pl.when(known > 1).then(score).otherwise(alone).alias(f"s{place}"))
        lazy = lazy.with_columns(scores)
        points, there = pl.lit(0.0), pl.lit(0.0)
        for place, weight in enumerate(weights):
            score = pl.col(f"s{place}")
            points = points + weight * score.fill_null(0.0)
            there = there + weight * score.is_not_null().cast(pl.Float64)
        lazy = lazy.select("id", "county", total=points / there)
        lazy = lazy.sort(["county", "total", "id"], descending=[False, True, False])
        lazy = lazy.with_columns(
            place=pl.int_range(1, pl.len() + 1).over("county"), members=pl.len().over("county").cast(pl.Int64)
        )
        cut = lambda share: pl.col("place") <= (pl.col("members") * share + 99) // 100
        classes = pl.when(cut(20)).then(0).when(cut(70)).then(1).when(cut(95)).then(2).otherwise(3)
        return lazy.select("id", "total", classes=classes).collect()

    def parts(found):
        found = found.sort("id")
        return {"totals": found["total"].to_numpy(), "classes": found["classes"].to_numpy()}

    return compute, parts, digest


@row("enterprises-1m")
def enterprises_1m():
    return enterprises(1_000_000)


@row("enterprises-10m")
def enterprises_10m():
    return enterprises(10_000_000)


@row("moran")
def moran():
    import esda
    import libpysal

    values = gen.field(57, 50)
    borders = libpysal.weights.lat2W(57, 50, rook=False)
    borders.transform = "r"

    def compute():
        np.random.seed(1)
        return esda.Moran(values, borders, permutations=9999)

    def parts(found):
        moments = [found.I, found.EI, found.VI_norm, found.VI_rand]
        return {"moran": moments, "scores": [found.z_norm, found.z_rand], "probability": [found.p_sim]}

    return compute, parts, gen.digest(values)


@row("gini")
def gini():
    """Dagum's decomposition by comparing every pair; PySAL has the Gini but not the decomposition."""
    years = gen.panel(2850, 6, 10)[0][:, :, 0]
    groups = gen.below(95, np.arange(2850), 4)

    def of_year(y):
        n, mean, parts = len(y), y.mean(), [y[groups == group] for group in range(4)]
        whole = np.abs(y[:, None] - y[None, :]).sum() / (2 * n * n * mean)
        within = between = overlap = 0.0
        for j, a in enumerate(parts):
            for h, b in enumerate(parts):
                distance = np.abs(a[:, None] - b[None, :]).sum() / (len(a) * len(b) * (a.mean() + b.mean()))
                part = distance * len(a) / n * (len(b) * b.mean() / (n * mean))
                if j == h:
                    within += part
                    continue
                gap = a[:, None] - b[None, :] if a.mean() >= b.mean() else b[None, :] - a[:, None]
                gain, loss = np.where(gap > 0, gap, 0).sum(), np.where(gap < 0, -gap, 0).sum()
                affluence = (gain - loss) / (gain + loss)
                between += part * affluence
                overlap += part * (1 - affluence)
        return whole, within, between, overlap

    return lambda: [of_year(y) for y in years], lambda found: {"gini": found}, gen.digest(years)


@row("copeland")
def copeland():
    x, d = gen.panel(2850, 100, 1)
    x = np.floor(np.ascontiguousarray(x[0] * d))
    w = 1.0 + np.floor(gen.unit(101, np.arange(100)) * 8)

    def compute():
        scores, even = np.zeros(len(x), np.int64), w.sum()
        for unit in range(len(x)):
            twice = ((x[unit] > x) @ w) * 2 + ((x[unit] == x) @ w)
            scores[unit] = (twice > even).sum() - (twice < even).sum()
        return scores

    return compute, lambda found: {"scores": found}, gen.digest(x, w)


def timed(times, compute):
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(times):
        found = compute()
    return ((time.process_time() - cpu) / times, (time.perf_counter() - wall) / times), found


def best_of(repeats, compute):
    first, found = timed(1, compute)
    times = int(np.ceil(SHORTEST / first[1])) if first[1] < SHORTEST else 1
    # A first look that was long enough counts.
    seen = [first] if times == 1 else []
    while len(seen) < repeats:
        taken, found = timed(times, compute)
        seen.append(taken)
    return [min(kind) for kind in zip(*seen)], found


def main():
    name, folder, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3])
    compute, parts, digest = ROWS[name]()
    (cpu, wall), found = best_of(repeats, compute)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for part, values in parts(found).items():
        np.ascontiguousarray(values, dtype="<f8").tofile(f"{folder}/{part}.f64")
    print(f"{cpu:.9f}\t{wall:.9f}\t{peak}\t{digest:x}")


main()
