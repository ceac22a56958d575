"""W9 with plain SQLite: a table of accounts with a check, a table of transfers, write-ahead log, full sync.
Usage: ledger.py COUNT BATCH [hot]. Prints processor time, wall time, refused, hash of all balances, megabytes."""
import os, resource, sqlite3, sys, tempfile, time

sys.dont_write_bytecode = True
from ledger_load import ACCOUNTS, OPENING, hashed, transfer

COUNT, BATCH = int(sys.argv[1]), int(sys.argv[2])
HOT = len(sys.argv) > 3 and sys.argv[3] == "hot"

transfers = [transfer(place, HOT) for place in range(COUNT)]
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
    value = hashed(balance for (balance,) in cur.execute("select balance from account order by id"))
    size = (os.path.getsize(path) + os.path.getsize(path + "-wal")) // 1_000_000
    con.close()
    print(f"{used:.3f}\t{took:.3f}\t{refused}\t{value}\t{size}")
