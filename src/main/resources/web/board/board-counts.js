// How many tasks there are of each sort, whatever of them is loaded: of the whole board as the summary says it, of what
// a filter selects as the server counts it, anew when something changed but not more often than it can be followed.

import * as api from '../shared/server/api.js';

const AGAIN_AFTER = 1_500;

export class BoardCounts {
  #filter = {};
  #counted;
  #whole;
  #timer;
  #asking;

  /** `told` is called when there are new counts. */
  constructor(told) {
    this.told = told;
  }

  /** What the whole board comes to. */
  whole(summary) {
    this.#whole = summary;
  }

  /** Counts what a filter selects; without one there is nothing to ask. */
  async ask(filter) {
    const isSame = JSON.stringify(filter) === JSON.stringify(this.#filter);
    this.#filter = filter;
    if (!isSame) this.#counted = undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#asking?.abort();
    if (this.isWhole) return;
    const { signal } = (this.#asking = new AbortController());
    try {
      this.#counted = await api.counts(filter, signal);
      this.told();
    } catch {
      if (!signal.aborted) this.soon();
    }
  }

  /** Something changed. */
  soon() {
    if (!this.isWhole) this.#timer ??= setTimeout(() => this.ask(this.#filter), AGAIN_AFTER);
  }

  get isWhole() {
    return !Object.keys(this.#filter).length;
  }

  /** The counts of what is shown, once they are known. */
  get shown() {
    return this.isWhole ? this.#whole : this.#counted;
  }

  /** How many there are in a group of the board; nothing while that is not known. */
  of(group) {
    return this.shown?.shelves[group] ?? this.shown?.unshelved[group];
  }

  /** As people read it: how many are shown of how many, or how many there are. */
  word(group, loaded, hasMore) {
    const number = (count) => Number(count).toLocaleString('en');
    const known = this.of(group);
    if (!hasMore || !(known > loaded)) return number(loaded);
    return `${number(loaded)} of ${number(known)}${group === 'settled' && this.shown.partial ? '+' : ''}`;
  }
}
