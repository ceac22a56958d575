"""W9 on PostgreSQL as a ledger of the usual kind does it: accounts, transfers, and two moves with the balance after each
transfer, all in the database, committed in batches. Usage: ledger_server.py URL PID COUNT BATCH, PID being that of the server.
Prints processor time of the server, wall time, refused, hash of all balances, megabytes."""
import os, subprocess, sys, time

sys.dont_write_bytecode = True
from ledger_load import ACCOUNTS, OPENING, hashed, transfer

URL, PID, COUNT, BATCH = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])

SETUP = f"""
drop table if exists account, transfer, move, input;
create table account (id integer primary key, balance bigint not null check (balance >= 0));
create table transfer (id bigint primary key, debit integer not null, credit integer not null,
  amount bigint not null check (amount > 0), is_posted boolean not null);
create table move (transfer bigint not null, account integer not null, amount bigint not null, balance bigint not null,
  primary key (transfer, account));
create unlogged table input (id bigint primary key, debit integer, credit integer, amount bigint);
insert into account select id, {OPENING} from generate_series(0, {ACCOUNTS - 1}) id;
create or replace procedure run(total bigint, batch bigint) language plpgsql as $$
declare asked record; debited bigint; credited bigint;
begin
  for start_at in 0 .. total - 1 by batch loop
    for asked in select * from input where id >= start_at and id < start_at + batch order by id loop
      update account set balance = balance - asked.amount where id = asked.debit and balance >= asked.amount
        returning balance into debited;
      if found then
        update account set balance = balance + asked.amount where id = asked.credit returning balance into credited;
        insert into move values (asked.id, asked.debit, -asked.amount, debited), (asked.id, asked.credit, asked.amount, credited);
        insert into transfer values (asked.id, asked.debit, asked.credit, asked.amount, true);
      else
        insert into transfer values (asked.id, asked.debit, asked.credit, asked.amount, false);
      end if;
    end loop;
    commit;
  end loop;
end $$;
"""


def psql(text, *options):
    done = subprocess.run(
        ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", *options, URL], input=text, text=True, capture_output=True
    )
    if done.returncode != 0:
        sys.exit(done.stderr)
    return done.stdout


def used():
    """Of the server and of all that it has started, in seconds."""
    ticks = 0
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = open(f"/proc/{name}/stat").read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(name) == PID:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == PID:
            ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


psql(SETUP)
rows = "".join(f"{place}\t{a}\t{b}\t{amount}\n" for place in range(COUNT) for a, b, amount in [transfer(place, False)])
psql("copy input from stdin;\n" + rows + "\\.\n")
psql("analyze; checkpoint;")
before, began = used(), time.perf_counter()
psql(f"call run({COUNT}, {BATCH});")
cpu, wall = used() - before, time.perf_counter() - began
refused = int(psql("select count(*) from transfer where not is_posted;"))
balances = map(int, psql("select balance from account order by id;").split())
size = int(psql("select sum(pg_total_relation_size(name::text::regclass)) from unnest(array['account', 'transfer', 'move']) name;"))
print(f"{cpu:.3f}\t{wall:.3f}\t{refused}\t{hashed(balances)}\t{size // 1_000_000}")
