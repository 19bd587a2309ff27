"""Years that pass: death, birthdays, school, work, retirement; asked of everybody once in thirty days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glasshouse.inputs.conduct import FAMILIES
from glasshouse.inputs.place import Place
from glasshouse.inputs.upbringing import Courtship
from tests.naive.authority import HELD, STANDINGS
from tests.naive.behaviour import CYCLE
from tests.naive.luck import BIRTH, WORD, threshold
from tests.naive.population import READY_TO_WORK, Citizen, share_from
from tests.naive.purse import Purse

if TYPE_CHECKING:
    from tests.naive.evening import District

YEAR = 365


def birthday(district: District, me: Citizen) -> int:
    """The day of the year, 1 to 365, on which somebody grows older."""
    return 1 + district.luck.bits(BIRTH, "life:birthday", me.id) * YEAR // WORD


def pass_over(district: District) -> None:
    """Before anybody lives the day: some of those who are due die, or have had a birthday since they last were."""
    if district.place.deaths is None:
        return
    for me in district.people:
        if me.id % CYCLE != district.day % CYCLE or me.dead:
            continue
        if district.luck.happens(district.day, "life:death", me.id, monthly_hazard(district, me.age)):
            die(district, me)
        elif any(
            day % YEAR == birthday(district, me) % YEAR
            for day in range(max(district.day - CYCLE, 0) + 1, district.day + 1)
        ):
            turn(district, me)
    if district.day > 0 and district.day % CYCLE == 0 and district.conduct.courtship:
        pair_up(district, district.conduct.courtship)


def pair_up(district: District, courtship: Courtship) -> None:
    """Some separate; of those who look around, the first man of a cell by lot marries the first woman, and so on."""
    lines: dict[tuple[int, int], tuple[list[Citizen], list[Citizen]]] = {}
    seeks, parts = (each * CYCLE / YEAR for each in (courtship.seeks_per_year, courtship.separations_per_year))
    for me in district.people:
        if me.spouse is not None:
            if me.id < me.spouse and district.luck.happens(district.day, "life:couple", me.id, parts):
                part(district, me, district.people[me.spouse])
        elif not me.dead and 20 <= me.age <= 49 and district.luck.happens(district.day, "life:couple", me.id, seeks):
            picks = district.nursery.chance("life:picks", me.id, courtship.by_standing)
            among = me.standing[HELD].tier if picks and me.scored and district.authority.tiers else -1
            lines.setdefault((me.age // 5, among), ([], []))[me.woman].append(me)
    for men, women in lines.values():
        for side in (men, women):
            side.sort(key=lambda one: district.luck.lot(district.day, one.id))
        for man, woman in zip(men, women, strict=False):
            if man.household != woman.household:
                man.spouse, woman.spouse = woman.id, man.id
                for one in (man, woman):
                    district.flows[one.group]["wed",] += 1


def part(district: District, one: Citizen, other: Citizen) -> None:
    """A couple no more."""
    for each in (one, other):
        each.spouse = None
        district.flows[each.group]["parted",] += 1


def monthly_hazard(district: District, age: int) -> float:
    """The chance of dying in thirty days of the year of an age; beyond a hundred it rises no more."""
    deaths = district.place.deaths
    assert deaths is not None
    yearly = deaths.least + deaths.at_60 * 2 ** ((min(age, 100) - 60) / deaths.doubles_years)
    return 1.0 - max(1.0 - yearly / 1000, 0.0) ** (CYCLE / YEAR)


def refresh(district: District, me: Citizen) -> None:
    """Others see today what somebody has become overnight, and tonight's recount compares with it."""
    district.as_known.pop(me.id, None)
    district.views[me.id] = district.view(me)
    district.circle.yesterday[me.id] = district.seen(me)


def turn(district: District, me: Citizen) -> None:
    """A year older."""
    me.age += 1
    grow(district, me)
    nursery = district.nursery
    if me.age == nursery.from_age <= nursery.to_age:
        me.scored = True
        district.on_file[me.group] += 1
        district.authority.grade(me)
        kind = district.sanction(district.view(me))
        if kind in ("in error", "against a right"):
            me.ever.add(kind)
        district.flows[me.group]["came_on_file",] += 1
        refresh(district, me)
    elif me.scored and me.age == nursery.to_age + 1:
        district.flows[me.group]["left_file",] += 1
        close(district, me)
    district.views[me.id] = district.view(me)


def grow(district: District, me: Citizen) -> None:
    """School, work, retirement, each at its age."""
    nursery = district.nursery
    if me.age == 6:
        online = district.place.internet.value / share_from(district.place, 6)
        me.user = me.internet = nursery.chance("trait:internet", me.id, online)
    elif me.age == 15:
        me.education = 1
        wished = any(wish.kind == "seat" for wish in district.conduct.wishes)
        if not wished and nursery.chance("life:seat", me.id, seats(district)):
            me.has.add("seat")
        district.flows[me.group]["seats", "given" if "seat" in me.has else "none left"] += 1
        if "seat" not in me.has:
            begin_work(district, me)
    elif me.age == 18:
        if me.pupil and "seat" in me.has:
            me.education = 2
        if not studies(district, me):
            begin_work(district, me)
    elif me.age == 22 and studies(district, me):
        me.education = 3
        begin_work(district, me)
    elif me.age == 60:
        retire(district, me)


def seats(district: District) -> float:
    """The share of those of fifteen who get a place."""
    return district.place.seats.value if district.place.seats else 1.0


def studies(district: District, me: Citizen) -> bool:
    """Whether somebody goes to college."""
    up = district.conduct.upbringing
    return bool(up and me.pupil and "seat" in me.has and district.nursery.chance("life:college", me.id, up.college))


def begin_work(district: District, me: Citizen) -> None:
    """A first job, if one is of those who work."""
    nursery, place = district.nursery, district.place
    if me.job != "none" or not nursery.works_at(me.id, me.age):
        return
    me.job = "ordinary"
    me.sector = "tertiary" if me.education == 3 else nursery.sector(me.id, me.urban)
    me.fifth = first_fifth(district, me)
    me.income = own_income(district, me)
    holds_office = me.age >= 18 and nursery.chance("trait:official", me.id, place.officials.value)
    me.official = me.official or holds_office
    district.flows[me.group]["began_work", me.education] += 1


def first_fifth(district: District, me: Citizen) -> int:
    """The parents' fifth, that of one's schooling, or any."""
    up, why = district.conduct.upbringing, district.nursery.draw("life:start", me.id)
    u = district.nursery.draw("life:rank", me.id)
    if up and why < threshold(up.from_parents):
        return me.fifth
    if up and why < threshold(min(up.from_parents + up.from_schooling, 1.0)):
        senior, graduate = 1 - seats(district), 1 - seats(district) * up.college
        ends = {0: (0.0, senior), 1: (0.0, senior), 2: (senior, graduate), 3: (graduate, 1.0)}
        low, high = (threshold(end) for end in ends[me.education])
        u = low + u // 2 * (high - low) // 2**31
    return min(u * 5 // WORD, 4)


def own_income(district: District, me: Citizen) -> int:
    """What one earner of this fifth has, in tens a month."""
    place, nursery = district.place, district.nursery
    posts = place.posts
    per_head = round(place.incomes.fifths[me.fifth] / 12.0 / (1.0 + posts.share * (posts.premium - 1.0)))
    spread = 179 + nursery.draw("trait:income", me.id) * 155 // 2**32
    return min(round(per_head / earners(place)) * spread // 2560, 0xFFFF)


def earners(place: Place) -> float:
    """Earners for each resident: those at work, and everybody of sixty and over."""
    at = {age: share_from(place, age) for age in (15, 18, 60)}
    sizes = {"youth": at[15] - at[18], "prime": at[18] - at[60], "elder": at[60]}
    level = place.employed.value * at[15] / sum(sizes[stage] * READY_TO_WORK[stage] for stage in sizes)
    at_work = sum(sizes[stage] * min(level * READY_TO_WORK[stage], 1.0) for stage in ("youth", "prime"))
    return at_work + sizes["elder"]


def retire(district: District, me: Citizen) -> None:
    """No longer of working age."""
    had_work = me.job != "none"
    give_up_post(district, me)
    give_up_office(district, me)
    stays = had_work and district.nursery.works_at(me.id, 60)
    me.job = "ordinary" if stays else "none"
    if me.income == 0:
        me.income = own_income(district, me)
    district.flows[me.group]["retired",] += had_work and not stays


def give_up_post(district: District, me: Citizen) -> None:
    """A post held, or won last night, is free again."""
    district.flows[me.group]["posts_left",] += me.job == "post" or "post" in me.won
    me.won.discard("post")


def give_up_office(district: District, me: Citizen) -> None:
    """An office held, or won last night, is free again where there are so many."""
    for wish in district.conduct.wishes:
        if wish.kind == "office" and (me.official or "office" in me.won):
            district.flows[me.group]["places_left", wish.id] += 1
    me.official = False
    me.won.discard("office")


def close(district: District, me: Citizen) -> None:
    """The authority lets go of its file."""
    for name in me.standing[HELD].lists:
        district.flows[me.group]["exits", name] += 1
    district.on_file[me.group] -= 1
    district.letters.pop(me.id, None)
    me.standing = {kind: district.authority.new_standing(kind) for kind in STANDINGS}
    me.scored, me.file, me.appeal = False, [], None
    me.absent = me.gaming = me.owed = me.fear = 0
    me.opted_out = me.blocked = me.detained = me.exposed = False
    me.shows_family = FAMILIES[0]
    refresh(district, me)


def die(district: District, me: Citizen) -> None:
    """Whoever is dead holds nothing and knows nobody."""
    flows = district.flows[me.group]
    flows["deaths", me.age_group] += 1
    if me.scored:
        close(district, me)
    give_up_post(district, me)
    give_up_office(district, me)
    for wish in district.conduct.wishes:
        if wish.kind in ("home", "match") and wish.kind in me.has | me.won:
            flows["places_left", wish.id] += 1
    me.has -= {"home", "match"}
    me.won = set()
    district.winners.discard(me.id)
    purse = Purse(me, flows)
    purse.receive(me.deposit, "returned")
    me.debt -= purse.pay(me.debt, "repaid")
    flows["written_off",] += me.debt
    purse.pay(me.arrears, "bills")
    spouse = None if me.spouse is None else district.people[me.spouse]
    heirs = [one for one in map(district.people.__getitem__, me.household) if one is not me and not one.dead]
    heir = spouse or next((one for one in heirs if one.age >= 18), None)
    left = purse.pay(me.money, "bequeathed" if heir else "escheated")
    if heir:
        Purse(heir, district.flows[heir.group]).receive(left, "inherited")
    me.deposit = me.debt = me.arrears = me.struck = 0
    me.job, me.cuts, me.dead = "none", set(), True
    if spouse:
        district.flows[spouse.group]["widowed",] += 1
        spouse.spouse = me.spouse = None
    district.letters.pop(me.id, None)
    refresh(district, me)
