"""Golden values for the statistics: python generate.py > values.json

What SciPy and statsmodels make of some samples: with ties and without, small and large, near and far from chance.
Spearman's exact p-value, which SciPy does not have, is counted here over all orders.

Made with scipy 1.17.1, statsmodels 0.15.0.
"""

import json
import warnings
from itertools import permutations

import numpy as np
from scipy import stats
from scipy.special import gamma
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

generator = np.random.default_rng(5)
warnings.simplefilter("error")


def samples():
    """Pairs of lists: name → (a, b)."""
    for n in [5, 8, 12, 25, 30, 60]:
        a = generator.normal(size=n)
        yield f"related {n}", (a, 0.6 * a + generator.normal(0.3, 1, size=n))
        yield f"unrelated {n}", (a, generator.normal(size=n))
    for n in [8, 20, 45]:
        a = generator.integers(0, 6, size=n).astype(float)
        yield f"tied {n}", (a, a + generator.integers(-2, 4, size=n))
    a = np.arange(12.0)
    yield "rising 12", (a, np.exp(a / 4))
    yield "falling 7", (a[:7], -(a[:7] ** 3) - 1)
    yield "shifted 40", (generator.normal(3, 1, size=40), generator.normal(size=40))


def exact_spearman(a, b):
    x, y = (stats.rankdata(values) - (len(a) + 1) / 2 for values in (a, b))
    products = np.array([x @ np.array(order) for order in permutations(y)])
    return float(np.mean(np.abs(products) >= abs(x @ y) - 1e-9))


def wilcoxon(a, b):
    d = (a - b)[a != b]
    exact = len(d) <= 25 and len(np.unique(np.abs(d))) == len(d)
    larger = stats.wilcoxon(d, alternative="greater", method="exact" if exact else "asymptotic")
    both = stats.wilcoxon(d, method="exact" if exact else "asymptotic")
    total = len(d) * (len(d) + 1) / 2
    return {"positive": larger.statistic, "negative": total - larger.statistic, "pValue": both.pvalue}


def hedges(a, b):
    d = a - b
    degrees = len(d) - 1
    return np.mean(d) / np.std(d, ddof=1) * gamma(degrees / 2) / (np.sqrt(degrees / 2) * gamma((degrees - 1) / 2))


def pairs(a, b):
    t = stats.ttest_rel(a, b)
    bounds = t.confidence_interval()
    spearman, kendall = stats.spearmanr(a, b), stats.kendalltau(a, b)
    return {
        "a": a.tolist(),
        "b": b.tolist(),
        "t": {"t": t.statistic, "degreesOfFreedom": t.df, "pValue": t.pvalue},
        "difference": {"estimate": np.mean(a - b), "lower": bounds.low, "upper": bounds.high},
        "wilcoxon": wilcoxon(a, b),
        "spearman": {
            "estimate": spearman.statistic,
            "pValue": exact_spearman(a, b) if len(a) <= 8 else spearman.pvalue,
        },
        "kendall": {"estimate": kendall.statistic, "pValue": kendall.pvalue},
        "hedgesG": hedges(a, b),
    }


def bootstrap(replicates, sample):
    """SciPy's bounds from the statistics of given resamples, for the standard deviation."""
    bounds = {}
    for method in ["percentile", "BCa"]:
        given = type("Result", (), {"bootstrap_distribution": np.array(replicates)})()
        result = stats.bootstrap(
            (sample,), lambda x, axis: np.std(x, axis=axis, ddof=1), n_resamples=0, bootstrap_result=given, method=method
        )
        bounds[method] = {"lower": result.confidence_interval.low, "upper": result.confidence_interval.high}
    return bounds


def bootstraps():
    for n, shift in [(10, 0.0), (25, 0.08)]:
        sample = generator.gamma(2, size=n)
        estimate = np.std(sample, ddof=1)
        replicates = estimate * generator.gamma(12, 1 / 12, size=400) - shift
        leftOut = [np.std(np.delete(sample, index), ddof=1) for index in range(n)]
        yield {
            "estimate": estimate,
            "replicates": replicates.tolist(),
            "leftOut": leftOut,
            **bootstrap(replicates, sample),
        }


def normal_tails():
    for z in [0, 1e-9, 0.1, 0.5, 1, 1.96, 3, 5, 8, 12, 20, 30, 36, 37]:
        yield {"z": z, "pValue": 2 * stats.norm.sf(z)}


def student_tails():
    for degrees in [1, 2, 3, 5, 9, 24, 30, 99, 1000, 10000]:
        for t in [0, 1e-12, 1e-5, 0.01, 0.5, 0.999, 1, 1.96, 5, 12, 40, 300, 1e5, 1e12]:
            p = 2 * stats.t.sf(t, degrees)
            if p > 1e-300:
                yield {"degreesOfFreedom": degrees, "t": t, "pValue": p}


def wilson():
    for k, n in [(0, 10), (1, 10), (8, 10), (10, 10), (175, 240), (1, 10**6), (0, 1), (1, 1), (3 * 10**11, 10**12)]:
        lower, upper = proportion_confint(k, n, method="wilson")
        yield {"k": k, "n": n, "estimate": k / n, "lower": lower, "upper": upper}


def explained():
    """η² as SciPy's analysis of variance has it, from F."""
    for sizes in [(5, 5), (3, 8, 2), (10, 10, 10, 10)]:
        groups = [generator.normal(at / 2, 1, size=size) for at, size in enumerate(sizes)]
        f = stats.f_oneway(*groups).statistic
        between, within = len(sizes) - 1, sum(sizes) - len(sizes)
        yield {"groups": [group.tolist() for group in groups], "share": f * between / (f * between + within)}


def one_sided(n):
    """All differences positive: as far from chance as n pairs can be."""
    d = np.arange(1.0, n + 1)
    return {"n": n, "pValue": stats.wilcoxon(d, method="asymptotic").pvalue}


P_VALUES = [
    [0.01, 0.04, 0.03, 0.005],
    [0.2],
    [0.9, 0.04, 0.04, 0.5, 0.0001, 0.012, 1.0, 0.0],
]


print(
    json.dumps(
        {
            "pairs": {name: pairs(*lists) for name, lists in samples()},
            "bootstraps": list(bootstraps()),
            "pValues": [
                {
                    "pValues": p,
                    "holm": multipletests(p, method="holm")[1].tolist(),
                    "benjaminiHochberg": multipletests(p, method="fdr_bh")[1].tolist(),
                }
                for p in P_VALUES
            ],
            "quantiles": [
                {"probability": p, "value": np.quantile([3.0, 1.0, 4.0, 1.5, 9.0, 2.6], p)} for p in [0, 0.1, 0.5, 0.77, 1]
            ],
            "normalTails": list(normal_tails()),
            "studentTails": list(student_tails()),
            "studentQuantiles": [
                {"degreesOfFreedom": n, "quantile": stats.t.ppf(0.975, n)} for n in [*range(1, 31), 49, 99, 999, 9999]
            ],
            "normalQuantiles": [
                {"probability": p, "quantile": stats.norm.ppf(p)}
                for p in [1e-300, 1e-20, 1e-4, 0.0125, 0.025, 0.1, 0.5, 0.7, 0.975, 0.9999]
            ],
            "wilson": list(wilson()),
            "varianceExplained": list(explained()),
            "oneSided": [one_sided(n) for n in [26, 100, 300, 1000]],
        },
        default=float,
    )
)
