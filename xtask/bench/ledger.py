"""W9 with plain SQLite: a table of accounts with a check, a table of transfers, write-ahead log, full sync.
Usage: ledger.py COUNT BATCH [hot]. Prints processor time, wall time, refused, hash of all balances, megabytes."""
import os, resource, sqlite3, sys, tempfile, time

COUNT, BATCH = int(sys.argv[1]), int(sys.argv[2])
HOT = len(sys.argv) > 3 and sys.argv[3] == "hot"
ACCOUNTS, OPENING, MASK = 10_000, 20_000, 2**64 - 1


def raw(seed, place):
    z = (((seed << 40) ^ place) + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def below(seed, place, bound):
    return ((raw(seed, place) >> 32) * bound) >> 32


def transfer(place):
    a = below(50, place, ACCOUNTS)
    b = below(51, place, ACCOUNTS - 1)
    b += b >= a
    if HOT:
        a, b = 1 + a % (ACCOUNTS - 1), 0
    return a, b, 1 + below(52, place, 2000)


transfers = [transfer(place) for place in range(COUNT)]
cpu = lambda: sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
with tempfile.TemporaryDirectory(dir=".") as folder:
    path = os.path.join(folder, "w9.db")
    con = sqlite3.connect(path, isolation_level=None)
    cur = con.cursor()
    cur.execute("pragma journal_mode=wal")
    cur.execute("pragma synchronous=full")
    cur.execute("pragma cache_size=-200000")
    cur.execute("create table account (id integer primary key, balance integer not null check (balance >= 0))")
    cur.execute(
        "create table transfer (id integer primary key, debit integer not null, credit integer not null,"
        " amount integer not null check (amount > 0), is_posted integer not null)"
    )
    cur.execute("begin")
    cur.executemany("insert into account values (?, ?)", ((i, OPENING) for i in range(ACCOUNTS)))
    cur.execute("commit")
    used, began, refused = cpu(), time.perf_counter(), 0
    for start in range(0, COUNT, BATCH):
        cur.execute("begin immediate")
        for place in range(start, min(start + BATCH, COUNT)):
            a, b, amount = transfers[place]
            posted = cur.execute(
                "update account set balance = balance - ? where id = ? and balance >= ?", (amount, a, amount)
            ).rowcount
            if posted:
                cur.execute("update account set balance = balance + ? where id = ?", (amount, b))
            refused += 1 - posted
            cur.execute("insert into transfer values (?, ?, ?, ?, ?)", (place, a, b, amount, posted))
        cur.execute("commit")
    used, took = cpu() - used, time.perf_counter() - began
    value = 0
    for (balance,) in cur.execute("select balance from account order by id"):
        value = (value * 1000003 + balance) % (2**61 - 1)
    size = (os.path.getsize(path) + os.path.getsize(path + "-wal")) // 1_000_000
    con.close()
    print(f"{used:.3f}\t{took:.3f}\t{refused}\t{value}\t{size}")
