"""Money (P5): integer, and conserved: every flow has a counted source or sink.

On the due day income comes in, and living costs, sudden costs, the loan's instalment, arrears and the bill go out, in
that order. A bill is late because there is no money for it (cannot) long before it is late for any other reason.
"""

from glasshouse.chance import stream
from glasshouse.model import columns as count
from glasshouse.model import tables as room
from glasshouse.model.luck import luck
from glasshouse.model.notes import note_act
from glasshouse.model.state import AGE, ARREARS, DEBT, DEPOSIT, FIFTH, GROUP, INCOME, JOB, MONEY, Array, get, put
from glasshouse.model.tally import add, move
from glasshouse.quantities import fit, i64

S_SHOCK = stream("money:shock")
S_JOB_LOSS = stream("money:job-loss")
S_JOB_FIND = stream("money:job-find")
S_FORGET = stream("money:forgetting")
S_RETURN = stream("money:deposit-returned")

MOST_MONEY = 2_000_000_000


def receive(i: int, amount: int, source: int, citizens: Array, district: Array) -> None:
    """Put ``amount`` into the purse and count its source; a full purse receives only what it holds."""
    before = get(citizens, i, MONEY)
    after = fit(before + amount, -MOST_MONEY, MOST_MONEY)
    put(citizens, i, MONEY, after)
    group = get(citizens, i, GROUP)
    add(district, group, source, after - before)
    add(district, group, count.MONEY_SUM, after - before)


def pay(i: int, amount: int, sink: int, citizens: Array, district: Array) -> int:
    """Pay as much of ``amount`` as the purse holds, count its sink, and return what was paid."""
    purse = get(citizens, i, MONEY)
    paid = fit(amount, 0, max(purse, 0))
    put(citizens, i, MONEY, purse - paid)
    group = get(citizens, i, GROUP)
    add(district, group, sink, paid)
    add(district, group, count.MONEY_SUM, -paid)
    return paid


def owe(i: int, amount: int, citizens: Array) -> None:
    """Add what could not be paid to the arrears."""
    put(citizens, i, ARREARS, get(citizens, i, ARREARS) + amount)


def change_debt(i: int, amount: int, citizens: Array, district: Array) -> None:
    """Raise or lower the loan still to repay."""
    before = get(citizens, i, DEBT)
    after = fit(before + amount, 0, MOST_MONEY)
    put(citizens, i, DEBT, after)
    add(district, get(citizens, i, GROUP), count.DEBT_SUM, after - before)


def change_deposit(i: int, amount: int, citizens: Array, district: Array) -> None:
    """Lodge or release a deposit (the money itself moves by ``pay`` or ``receive``)."""
    put(citizens, i, DEPOSIT, get(citizens, i, DEPOSIT) + amount)
    add(district, get(citizens, i, GROUP), count.DEPOSIT_SUM, amount)


def monthly(i: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Live one month's money; a late bill or a missed instalment is an act of today."""
    usual = get(citizens, i, INCOME) * 10
    change_job(i, citizens, tables, district)
    if usual == 0:
        return
    receive(i, monthly_income(i, usual, citizens, tables), count.WAGES, citizens, district)
    fifth = get(citizens, i, FIFTH)
    pay(i, (usual * i64(tables[room.LIVING_SHARE + fifth])) >> 8, count.LIVING, citizens, district)
    if luck(district, S_SHOCK) < i64(tables[room.SHOCK_CHANCE]):
        pay(i, (usual * i64(tables[room.SHOCK_SIZE])) >> 8, count.SHOCKS, citizens, district)
    repay(i, usual, citizens, tables, district, today)
    pay_bills(i, usual, citizens, tables, district, today)
    give_back_deposit(i, citizens, tables, district)


def monthly_income(i: int, usual: int, citizens: Array, tables: Array) -> int:
    """Return this month's income: the usual, a post's premium on it, or the benefit of one who lost work.

    Somebody of 60 or over without a job has a pension, the usual income.
    """
    job = get(citizens, i, JOB)
    if job == 2:
        return (usual * i64(tables[room.POST_PREMIUM])) >> 8
    age = get(citizens, i, AGE)
    if job == 0 and age >= 18 and age < 60:
        return (usual * i64(tables[room.BENEFIT])) >> 8
    return usual


def in_labour_force(i: int, citizens: Array) -> int:
    """Return 1 for those of 18 to 59 with an income of their own: they alone lose and find work."""
    age = get(citizens, i, AGE)
    return 1 if age >= 18 and age < 60 and get(citizens, i, INCOME) > 0 else 0


def set_job(i: int, job: int, citizens: Array, district: Array) -> None:
    """Change the job and its stock."""
    if in_labour_force(i, citizens) == 1:
        move(district, get(citizens, i, GROUP), count.JOB_STOCK, get(citizens, i, JOB), job)
    put(citizens, i, JOB, job)


def change_job(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Lose or find work; a post given up is vacant for others."""
    if in_labour_force(i, citizens) == 0:
        return
    job = get(citizens, i, JOB)
    if job == 0:
        if luck(district, S_JOB_FIND) < i64(tables[room.JOB_FIND]):
            set_job(i, 1, citizens, district)
    elif luck(district, S_JOB_LOSS) < i64(tables[room.JOB_LOSS]):
        if job == 2:
            add(district, get(citizens, i, GROUP), count.POSTS_LEFT, 1)
        set_job(i, 0, citizens, district)


def repay(i: int, usual: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Pay the instalment of a loan, or miss it."""
    debt = get(citizens, i, DEBT)
    if debt == 0:
        return
    due = instalment(debt, usual, tables)
    if get(citizens, i, MONEY) >= due:
        change_debt(i, -pay(i, due, count.REPAID, citizens, district), citizens, district)
    else:
        note_due_act(i, i64(tables[room.INSTALMENT_ACT]), citizens, tables, district, today)


def instalment(debt: int, usual: int, tables: Array) -> int:
    """Return the monthly instalment: what the usual loan of somebody of this income costs a month."""
    for wish in range(i64(tables[room.WISH_COUNT])):
        if i64(tables[room.WISH_KIND + wish]) == 1:
            term = max(i64(tables[room.WISH_TERM + wish]), 1)
            lent = usual * i64(tables[room.WISH_MONTHS + wish])
            return min(debt, (lent + ((lent * i64(tables[room.INTEREST])) >> 16)) // term + 1)
    return debt


def pay_bills(i: int, usual: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Pay the bill and what is in arrears; short of money, or forgetful, pay late."""
    owed = get(citizens, i, ARREARS) + ((usual * i64(tables[room.BILL_SHARE])) >> 8)
    if get(citizens, i, MONEY) >= owed and luck(district, S_FORGET) >= i64(tables[room.FORGETTING]):
        pay(i, owed, count.BILLS, citizens, district)
        put(citizens, i, ARREARS, 0)
        return
    put(citizens, i, ARREARS, owed)
    note_due_act(i, i64(tables[room.BILL_ACT]), citizens, tables, district, today)


def note_due_act(i: int, act: int, citizens: Array, tables: Array, district: Array, today: Array) -> None:
    """Note an act that arises from the month's money, where the conduct file has it."""
    if act >= 0:
        add(district, get(citizens, i, GROUP), count.DONE + act, 1)
        note_act(act, 0, luck(district, i64(tables[room.ACT_STREAM + act])), today)


def give_back_deposit(i: int, citizens: Array, tables: Array, district: Array) -> None:
    """Move out now and then, and receive the deposit."""
    deposit = get(citizens, i, DEPOSIT)
    if deposit == 0:
        return
    for wish in range(i64(tables[room.WISH_COUNT])):
        if i64(tables[room.WISH_KIND + wish]) == 2:
            stay = max(i64(tables[room.WISH_MONTHS + wish]), 1)
            if luck(district, S_RETURN) < (1 << 32) // stay:
                change_deposit(i, -deposit, citizens, district)
                receive(i, deposit, count.RETURNED, citizens, district)
            return
