"""The inputs of `cargo xtask bench evaluation`, the same bits as crates/engine/examples/evaluation_bench/generate.rs gives.

Number k of a seed is SplitMix64 of (seed << 40) ^ k; only wrap-around integers and + - * / on doubles in the written
order, so every language makes the same input.
"""

import numpy as np

COUNTIES, INDUSTRIES = 2850, 60


def bits(seed, k):
    k = np.asarray(k, dtype=np.uint64)
    with np.errstate(over="ignore"):
        z = ((np.uint64(seed) << np.uint64(40)) ^ k) + np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))


def unit(seed, k):
    return (bits(seed, k) >> np.uint64(11)).astype(np.float64) * 2.0**-53


def below(seed, k, bound):
    return (((bits(seed, k) >> np.uint64(32)) * np.uint64(bound)) >> np.uint64(32)).astype(np.int64)


def digest(*arrays):
    whole = np.uint64(0)
    with np.errstate(over="ignore"):
        for array in arrays:
            whole += np.sum(np.ascontiguousarray(array, dtype="<f8").view("<u8").ravel(), dtype=np.uint64)
    return int(whole)


def panel(subjects, indicators, years):
    """years x subjects x indicators, and 1 or -1 for each indicator."""
    i, j = np.arange(subjects), np.arange(indicators)
    loading = 0.3 + 0.6 * unit(2, j)
    values = np.empty((years, subjects, indicators))
    for t in range(years):
        own = unit(3, (t * subjects + i)[:, None] * indicators + j[None, :])
        z = loading[None, :] * unit(1, i)[:, None] + (1.0 - loading)[None, :] * own + 0.01 * t
        skewed = j % 5 == 4
        z[:, skewed] = 0.2 * z[:, skewed] / (1.2 + 0.01 * years - z[:, skewed])
        values[t] = (10.0 * (1 + j % 7))[None, :] * z + 1.0
    return values, np.where(j % 4 == 3, -1, 1)


def production(units, year):
    at = year * units + np.arange(units)
    x = np.stack([1.0 + 9.0 * unit(10 + place, at) for place in range(3)], 1)
    first = 0.5 * x[:, 0] + 0.3 * x[:, 1] + 0.2 * x[:, 2]
    second = 0.2 * x[:, 0] + 0.2 * x[:, 1] + 0.6 * x[:, 2]
    first = first * (0.4 + 0.6 * unit(20, at)) * (1.0 + 0.05 * year)
    second = second * (0.4 + 0.6 * unit(21, at)) * (1.0 + 0.03 * year)
    return x, np.stack([first, second], 1)


def enterprises(count):
    k = np.arange(count)

    def heavy(seed):
        share = unit(seed, k)
        return share / (1.0005 - share)

    d = {"id": k, "county": below(30, k, COUNTIES).astype(np.int32)}
    d["industry"] = below(31, k, INDUSTRIES).astype(np.int32)
    d["land"] = 0.5 + 20.0 * heavy(33)
    d["staff"] = 1.0 + np.floor(30.0 * heavy(34))
    d["added"] = d["land"] * (5.0 + 100.0 * unit(35, k)) * (0.5 + unit(36, k)) + d["staff"] * 3.0
    d["tax"] = d["added"] * (0.02 + 0.15 * unit(37, k))
    d["energy"] = d["added"] * (0.05 + 0.5 * heavy(38))
    d["emissions"] = np.where(unit(39, k) < 0.3, 0.0, d["added"] * 0.01 * unit(40, k))
    d["research"] = np.where(unit(41, k) < 0.4, 0.0, d["added"] * 0.1 * unit(42, k))
    d["revenue"] = d["added"] * (2.0 + 3.0 * unit(43, k))
    d["has_energy"] = unit(44, k) >= 0.01
    return d


def field(height, width):
    own = unit(90, np.arange(height * width)).reshape(height, width)
    edge = np.pad(own, 1, mode="edge")
    around = [edge[:-2, 1:-1], edge[2:, 1:-1], edge[1:-1, :-2], edge[1:-1, 2:]]
    whole = own
    for side in around:
        whole = whole + side
    return whole.ravel() / 5.0
