// Which tasks are in a part of the board now, as those that need somebody, whatever page or filter is shown: told when
// that changes, and by what.

import { tasks } from '../shared/server/api.js';

const PAGE = 200;
const MOST = 1_000;
const READ_EVERY = 3_000;
const MANY_READ_EVERY = 10_000;

/**
 * Tells of `needs` with { all, came, went } whenever the set of tasks of one attention has changed. Of more than `MOST`
 * only those are known that have waited longest: one of the others that takes a place among them has not come anew.
 */
export class Needs extends EventTarget {
  #attention;
  #known;
  #seq;
  #readAt = 0;
  #asOf = 0;

  constructor(attention) {
    super();
    this.#attention = attention;
  }

  /** Looks at a new summary; the whole list is read only when the summary does not name all of them. */
  async take({ seq, now, unshelved, needs }) {
    if (seq === this.#seq) return;
    const count = unshelved[this.#attention];
    const isNamed = this.#attention === 'needs_you';
    const wait = count > PAGE ? MANY_READ_EVERY : isNamed ? 0 : READ_EVERY;
    if (Date.now() - this.#readAt < wait) return;
    this.#seq = seq;
    const named = isNamed ? needs : [];
    try {
      const all = count > named.length ? await this.#all() : named;
      this.#compare(new Map(all.map((task) => [keyOf(task), task])), now);
    } catch {
      this.#seq = undefined;
    }
  }

  /** Nobody asks any more: what stands when somebody does again is no news then. */
  forget() {
    this.#known = this.#seq = undefined;
  }

  async #all() {
    this.#readAt = Date.now();
    const all = [];
    let next;
    do {
      const page = await tasks({ attention: this.#attention, shelf: 'none', limit: PAGE, cursor: next });
      all.push(...page.items);
      next = page.next;
    } while (next && all.length < MOST);
    return all;
  }

  #compare(all, now) {
    const [before, asOf] = [this.#known, this.#asOf];
    [this.#known, this.#asOf] = [all, Date.parse(now)];
    const isNew = ({ since, block }) => before.size < MOST || Date.parse(block?.since ?? since) > asOf;
    const came = before ? [...all].filter(([key, task]) => !before.has(key) && isNew(task)) : [];
    const went = before ? [...before].filter(([key]) => !all.has(key)) : [];
    if (before && !came.length && !went.length) return;
    const tasksOf = (some) => some.map(([, task]) => task);
    this.dispatchEvent(new CustomEvent('needs', { detail: { all: [...all.values()], came: tasksOf(came),
      went: tasksOf(went) } }));
  }
}

/** A task that asks something else than before needs somebody anew, and one that ended again is told of again. */
const keyOf = ({ id, block, ended }) => `${id} ${block?.id} ${block?.since} ${ended}`;
