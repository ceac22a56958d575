"""The transfers of W9: the same numbers in every program of the comparison, from SplitMix64 of a seed and the place."""

ACCOUNTS, OPENING, MASK = 10_000, 20_000, 2**64 - 1


def raw(seed, place):
    z = (((seed << 40) ^ place) + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def below(seed, place, bound):
    return ((raw(seed, place) >> 32) * bound) >> 32


def transfer(place, is_hot):
    a = below(50, place, ACCOUNTS)
    b = below(51, place, ACCOUNTS - 1)
    b += b >= a
    if is_hot:
        a, b = 1 + a % (ACCOUNTS - 1), 0
    return a, b, 1 + below(52, place, 2000)


def hashed(balances):
    value = 0
    for balance in balances:
        value = (value * 1000003 + balance) % (2**61 - 1)
    return value
