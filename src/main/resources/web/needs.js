// Who needs somebody now, whatever page or filter is shown: told when that changes, and by what.

import { tasks } from './api.js';

const MOST = 200;

/** Tells of `needs` with { all, came, went } whenever the set of tasks that need somebody has changed. */
export class Needs extends EventTarget {
  #known;
  #seq;

  /** Looks at a new summary; the whole list is read only when the summary does not name all of them. */
  async take({ seq, counts, needs }) {
    if (seq === this.#seq) return;
    this.#seq = seq;
    let all = needs;
    if (counts.needs_you > needs.length) {
      try {
        all = (await tasks({ attention: 'needs_you', limit: MOST })).items;
      } catch {
        this.#seq = undefined;
        return;
      }
    }
    this.#compare(new Map(all.map((task) => [keyOf(task), task])));
  }

  #compare(now) {
    const before = this.#known;
    this.#known = now;
    const came = before ? [...now].filter(([key]) => !before.has(key)).map(([, task]) => task) : [];
    const went = before ? [...before].filter(([key]) => !now.has(key)).map(([, task]) => task) : [];
    if (before && !came.length && !went.length) return;
    this.dispatchEvent(new CustomEvent('needs', { detail: { all: [...now.values()], came, went } }));
  }
}

/** A task that asks something else than before needs somebody anew. */
const keyOf = ({ id, block }) => `${id} ${block?.id} ${block?.since}`;
