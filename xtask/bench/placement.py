"""The peer of `cargo xtask bench allocation`: HiGHS puts the same projects at the same counties.

Arguments: projects, counties, seconds. Prints the same line as crates/engine/examples/placement_bench.rs; the value is
recounted in integers and every limit is checked. Making the input is not timed. One thread.
"""

import sys
import time

import highspy
import numpy as np

projects, counties, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])


def drawn(seed, number, count):
    with np.errstate(over="ignore"):
        mixed = (np.uint64(seed) << np.uint64(40)) ^ np.asarray(number, dtype=np.uint64)
        mixed = mixed + np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed = mixed ^ (mixed >> np.uint64(31))
    return (((mixed >> np.uint64(32)) * np.uint64(count)) >> np.uint64(32)).astype(np.int64)


p, c = np.arange(projects), np.arange(counties)
amounts = [5 + drawn(60, p, 96), 10 + drawn(61, p, 491), 1 + drawn(62, p, 50)]
investment = 100 + drawn(63, p, 4901)
caps = [900 + drawn(71, c, 601), 4000 + drawn(72, c, 4001), 400 + drawn(73, c, 401)]
floor = 8000 + drawn(74, c, 8001)
wanted = np.zeros((projects, counties), bool)
for number in range(4):
    wanted[p, drawn(64 + number, p, counties)] = True
pairs = np.argwhere(wanted)
value = (20 + drawn(70, pairs[:, 0] * counties + pairs[:, 1], 81)) * investment[pairs[:, 0]] // 100

model = highspy.Highs()
model.silent()
for name, setting in (("threads", 1), ("time_limit", seconds), ("random_seed", 0), ("mip_rel_gap", 1e-4)):
    model.setOptionValue(name, setting)
count, infinite = len(pairs), highspy.kHighsInf
index = np.arange(count, dtype=np.int32)
model.addVars(count, np.zeros(count), np.ones(count))
model.changeColsCost(count, index, value.astype(float))
model.changeColsIntegrality(count, index, np.array([highspy.HighsVarType.kInteger] * count))
model.changeObjectiveSense(highspy.ObjSense.kMaximize)


def limit(low, high, which, weights):
    which = np.nonzero(which)[0]
    model.addRow(low, high, len(which), which.astype(np.int32), weights[which].astype(float))


for project in range(projects):
    limit(-infinite, 1.0, pairs[:, 0] == project, np.ones(count))
for county in range(counties):
    for amount, cap in zip(amounts, caps):
        limit(-infinite, float(cap[county]), pairs[:, 1] == county, amount[pairs[:, 0]])
    limit(float(floor[county]), infinite, pairs[:, 1] == county, investment[pairs[:, 0]])

cpu, wall = time.process_time(), time.perf_counter()
model.run()
cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
chosen = np.array(model.getSolution().col_value) > 0.5
project, county = pairs[chosen].T
assert len(set(project)) == len(project), "a project at two places"
for amount, cap in zip(amounts, caps):
    assert (np.bincount(county, amount[project], counties) <= cap).all(), "a quota is exceeded"
assert (np.bincount(county, investment[project], counties) >= floor).all(), "a floor is missed"
places = np.zeros(projects, dtype=np.int64)
places[project] = county + 1
digest = 0
for place in places:
    digest = (digest * 31 + int(place)) % 1_000_000_007
bound = int(np.floor(model.getInfo().mip_dual_bound + 1e-6))
print(f"{cpu:.9f}", f"{wall:.9f}", int(value[chosen].sum()), bound, count, digest, sep="\t")
