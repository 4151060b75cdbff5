// The scale of a timeline: which time stands where. A stretch of time, of which idle parts may be folded away.

import { tickLabel } from '../shared/browser/time.js';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];
const MOST_TICKS = 7;
const TICKS_APART = 0.09;

// Idle time is folded if it is longer than this, and than this share of the whole; what is left of it is this wide.
const WORTH_FOLDING = 60 * SECOND;
const SHARE_WORTH_FOLDING = 0.03;
const FOLDED = 0.018;
const MOST_FOLDED = 0.4;

/** The times in between that nothing of `busy` ([from, to] each) covers. */
export function gaps(busy, from, until) {
  const free = [];
  let reached = from;
  for (const [start, end] of busy.toSorted(([one], [other]) => one - other)) {
    if (start > reached) free.push([reached, Math.min(start, until)]);
    reached = Math.max(reached, end);
  }
  if (reached < until) free.push([reached, until]);
  return free.filter(([start, end]) => end > start && start < until);
}

/** From time to place, 0 at the left and 1 at the right, and back; `idle` are stretches to fold. */
export class Scale {
  constructor(from, until, idle = []) {
    [this.from, this.until] = [from, Math.max(until, from + SECOND)];
    const length = this.until - from;
    this.folds = idle.map(([start, end]) => [Math.max(start, from), Math.min(end, this.until)])
      .filter(([start, end]) => end - start > Math.max(WORTH_FOLDING, length * SHARE_WORTH_FOLDING));
    const hidden = this.folds.reduce((sum, [start, end]) => sum + end - start, 0);
    this.shownLength = Math.max(length - hidden, SECOND);
    const width = this.folds.length && Math.min(FOLDED, MOST_FOLDED / this.folds.length);
    const unit = (1 - width * this.folds.length) / this.shownLength;
    this.parts = [];
    let [time, x] = [from, 0];
    const part = (to, wide, folded) => {
      this.parts.push({ from: time, to, x, wide, folded });
      [time, x] = [to, x + wide];
    };
    for (const [start, end] of this.folds) {
      if (start > time) part(start, (start - time) * unit, false);
      part(end, width, true);
    }
    if (time < this.until) part(this.until, (this.until - time) * unit, false);
  }

  /** Where a time stands; those outside stand at the edges. */
  at(time) {
    const part = this.parts.find(({ to }) => time <= to) ?? this.parts.at(-1);
    const share = Math.min(1, Math.max(0, (time - part.from) / (part.to - part.from)));
    return part.x + share * part.wide;
  }

  /** Which time stands there. */
  timeAt(x) {
    const part = this.parts.find((one) => x <= one.x + one.wide) ?? this.parts.at(-1);
    return part.from + Math.min(1, Math.max(0, (x - part.x) / part.wide)) * (part.to - part.from);
  }

  shows(from, to) {
    return to > this.from && from < this.until;
  }

  /** Round times for an axis, none of them folded away or too close to the one before. */
  ticks() {
    const step = STEPS.map((seconds) => seconds * SECOND).find((one) => this.shownLength / one <= MOST_TICKS)
      ?? DAY * Math.ceil(this.shownLength / DAY / MOST_TICKS);
    const zone = new Date(this.from).getTimezoneOffset() * 60 * SECOND;
    const ticks = [];
    for (const part of this.parts) {
      if (part.folded) continue;
      for (let time = Math.ceil((part.from - zone) / step) * step + zone; time <= part.to; time += step) {
        const x = this.at(time);
        if (!ticks.length || x - ticks.at(-1).x >= TICKS_APART) ticks.push({ x, label: tickLabel(time, step) });
      }
    }
    return ticks;
  }
}
