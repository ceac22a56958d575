"""The peer of `cargo xtask bench network`: igraph builds the same supply network and follows the same failures.

Prints the same line as crates/engine/examples/network_bench.rs. Making the input is not timed. One thread.
"""

import resource
import time

import igraph
import numpy as np

FIRMS, LINKS, STEPS, REPEATS = 100_000, 500_000, 3, 7


def mixed(number):
    number = (number + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return number ^ (number >> np.uint64(31))


def best_of(compute):
    best = (float("inf"), float("inf"))
    for _ in range(REPEATS):
        cpu, wall = time.process_time(), time.perf_counter()
        found = compute()
        taken = (time.process_time() - cpu, time.perf_counter() - wall)
        best = (min(best[0], taken[0]), min(best[1], taken[1]))
    return best, found


numbers = np.arange(LINKS, dtype=np.uint64)
supplier = mixed(np.uint64(2) * numbers) % np.uint64(FIRMS)
drawn = mixed(np.uint64(2) * numbers + np.uint64(1)) % np.uint64(FIRMS)
buyer = drawn * drawn // np.uint64(FIRMS)
links = np.column_stack([supplier, buyer])[supplier != buyer].astype(np.int64)

building, graph = best_of(lambda: igraph.Graph(n=FIRMS, edges=links, directed=True))
shocks = list(range(0, FIRMS, 100))
following, reached = best_of(lambda: graph.neighborhood_size(vertices=shocks, order=STEPS, mode="out"))
reached = [count - 1 for count in reached]
digest = 0
for count in reached:
    digest = (digest * 31 + count) % 1_000_000_007
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(*(f"{value:.9f}" for value in (*building, *following)), peak, len(links), sum(reached), digest, sep="\t")
