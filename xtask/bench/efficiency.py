"""Efficiency by HiGHS, for `peers.py`: one model, changed for each unit, each solution the start of the next."""

import highspy
import numpy as np

import generate as gen


class Program:
    """Input-oriented efficiency by HiGHS: one model, changed for each unit, each solution the start of the next."""

    def __init__(self, x, y, variable):
        n, rows = len(x), 5 + variable
        self.highs, infinite = highspy.Highs(), highspy.kHighsInf
        self.infinite = infinite
        self.highs.silent()
        for option, value in (("threads", 1), ("presolve", "off"), ("solver", "simplex")):
            self.highs.setOptionValue(option, value)
        a = np.vstack([np.hstack([np.zeros((5, 1)), np.vstack([x.T, y.T])]), np.ones((variable, n + 1))])
        a[:3, 0], a[5:, 0] = -1.0, 0.0
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = n + 1, rows
        lp.col_cost_ = np.r_[1.0, np.zeros(n)]
        lp.col_lower_, lp.col_upper_ = np.r_[-infinite, np.zeros(n)], np.full(n + 1, infinite)
        lp.row_lower_ = np.r_[[-infinite] * 3, [0.0] * 2, [1.0] * variable]
        lp.row_upper_ = np.r_[[0.0] * 3, [infinite] * 2, [1.0] * variable]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.arange(0, (n + 2) * rows, rows)[: n + 2]
        lp.a_matrix_.index_, lp.a_matrix_.value_ = np.tile(np.arange(rows), n + 1), a.T.ravel()
        self.highs.passModel(lp)

    def judge(self, x, y):
        found = np.empty(len(x))
        for unit in range(len(x)):
            for place in range(3):
                self.highs.changeCoeff(place, 0, -x[unit, place])
            for place in range(2):
                self.highs.changeRowBounds(3 + place, y[unit, place], self.infinite)
            self.highs.run()
            found[unit] = self.highs.getObjectiveValue()
        return found


def dea(variable):
    x, y = gen.production(2850, 0)
    return lambda: Program(x, y, variable).judge(x, y), lambda found: {"efficiency": found}, gen.digest(x, y)


def malmquist():
    (x0, y0), (x1, y1) = gen.production(2850, 0), gen.production(2850, 1)

    def compute():
        old, new = Program(x0, y0, 0), Program(x1, y1, 0)
        e00, e11, e01, e10 = old.judge(x0, y0), new.judge(x1, y1), old.judge(x1, y1), new.judge(x0, y0)
        return e11 / e00, np.sqrt(e01 / e11 * (e00 / e10))

    return compute, lambda found: {"changes": np.stack(found, 1)}, gen.digest(x0, y0, x1, y1)
