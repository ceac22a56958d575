"""One row of `cargo xtask bench reader`: reads the texts with one baseline, prints what it took.

    baselines.py ROW FILE...     ROW: recognizers | recognizers-time | jionlp-money | jionlp-money-time

The baselines are asked for what they offer for Chinese and for a plan: numbers, percentages, dimensions,
currencies, and points in time. Loading and one warm-up sentence are not timed; decoding the bytes is. Each text is
handed over whole. Passes over all texts are repeated until one second of processor time is used, and averaged.
Prints: passes, processor seconds a pass, wall seconds a pass, peak memory in KiB, things found, texts refused.
"""

import contextlib
import io
import logging
import resource
import sys
import time

WARM_UP = "到2026年，全县新建口袋公园12个以上，完成投资30亿元，覆盖率达到45%。"


def recognizers(with_time):
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    models = [recognize_number, recognize_percentage, recognize_dimension, recognize_currency]
    if with_time:
        from recognizers_date_time import recognize_datetime

        models.append(recognize_datetime)
    return lambda text: sum(len(model(text, "zh-cn")) for model in models)


def jionlp(with_time):
    import jionlp

    logging.disable(logging.CRITICAL)
    finders = [jionlp.ner.extract_money]
    if with_time:
        finders.append(jionlp.ner.extract_time)
    return lambda text: sum(len(find(text) or []) for find in finders)


ROWS = {
    "recognizers": lambda: recognizers(False),
    "recognizers-time": lambda: recognizers(True),
    "jionlp-money": lambda: jionlp(False),
    "jionlp-money-time": lambda: jionlp(True),
}


def main():
    row, files = sys.argv[1], sys.argv[2:]
    texts = []
    for name in files:
        with open(name, "rb") as file:
            texts.append(file.read())
    with contextlib.redirect_stdout(io.StringIO()):
        find = ROWS[row]()
        find(WARM_UP)
        passes, found, refused = 0, 0, 0
        wall, cpu = time.perf_counter(), time.process_time()
        while passes == 0 or time.process_time() - cpu < 1.0:
            passes, found, refused = passes + 1, 0, 0
            for text in texts:
                try:
                    found += find(text.decode("utf-8"))
                except Exception:  # a library that falls over on a text is counted, not hidden
                    refused += 1
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(passes, f"{cpu / passes:.9f}", f"{wall / passes:.9f}", peak, found, refused, sep="\t")


main()
