"""What safeguards did: records thrown out before they counted, records repaired, sensors halted and refused."""

from dataclasses import dataclass

from glasshouse.audit.rates import Rate, in_ten_thousand
from glasshouse.record.reading import Run


@dataclass(frozen=True)
class Redress:
    """Safeguards at work. A share thrown out is of the adverse records that were looked at, not of all there were."""

    thrown_out_in_error: Rate
    thrown_out_true: Rate
    repaired_in_error: int
    repaired_true: int
    fees: int
    halted: Rate
    """Of all days of a sensor in a district, those on which oversight had halted it."""
    opted_out: Rate
    """Of those old enough for records, who refuse sensors at the end."""
    seeds: tuple["Redress", ...] = ()

    @property
    def any(self) -> bool:
        """Whether any of it happened."""
        looked = self.thrown_out_in_error.denominator + self.thrown_out_true.denominator
        repaired = self.repaired_in_error + self.repaired_true
        return looked + repaired + self.halted.numerator + self.opted_out.numerator > 0


def redress(run: Run) -> Redress:
    """Return what safeguards did in a run."""

    def total(name: str) -> int:
        return int(run.total(name).sum())

    def thrown(truth: str) -> Rate:
        looked_at = total(f"examined.{truth}")
        return in_ten_thousand(total(f"thrown_out.{truth}"), looked_at, "records looked at", "thrown out")

    m = run.manifest
    sensor_days = len(m.legend.sensors) * m.districts * m.days * max(len(m.replicates), 1)
    last = int(run.last("opted_out").sum()), int(run.last("scored").sum())
    return Redress(
        thrown_out_in_error=thrown("in_error"),
        thrown_out_true=thrown("true_record"),
        repaired_in_error=total("repaired.in_error"),
        repaired_true=total("repaired.true_record"),
        fees=total("fees"),
        halted=in_ten_thousand(total("halted"), sensor_days, "days of a sensor in a district", "halted"),
        opted_out=in_ten_thousand(*last, "citizens", "who refuse sensors"),
    )
