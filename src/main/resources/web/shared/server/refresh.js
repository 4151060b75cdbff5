// What is read anew when something changed, and at the latest after a while: soon, but not more often than it can be
// followed; the newest reading counts.

import { button, fill, foreign, h } from '../browser/dom.js';
import { clock, now } from '../browser/time.js';

export class Refresh {
  #timer;
  #isSoon = false;
  #reading;
  note = h('p', { class: 'notice', role: 'status' });

  /**
   * `read(signal)` reads and shows; what it refuses is said before `place`. It is read again `after` something changed
   * and `atLeast` so often, in ms.
   */
  constructor(read, place, { after, atLeast }) {
    Object.assign(this, { read, place, after, atLeast });
  }

  async now() {
    this.stop();
    const { signal } = (this.#reading = new AbortController());
    try {
      await this.read(signal);
      this.problem = undefined;
      this.readAt = now();
      this.note.remove();
    } catch (problem) {
      if (signal.aborted) return;
      this.problem = problem;
      this.#say(problem);
    }
    if (!signal.aborted && !this.#isSoon) this.#timer = setTimeout(() => this.now(), this.atLeast);
  }

  /** What was read before stays where it is, and is said to be of then. */
  #say({ message }) {
    const asOf = this.readAt && ` What is shown is as of ${clock(this.readAt, false)}.`;
    fill(this.note, foreign(message, 300), asOf, ' ', button('btn', {}, () => this.now(), 'Try again'));
    this.place.before(this.note);
  }

  /** Something changed. */
  soon() {
    if (this.#isSoon) return;
    clearTimeout(this.#timer);
    this.#isSoon = true;
    this.#timer = setTimeout(() => this.now(), this.after);
  }

  stop() {
    this.#isSoon = false;
    clearTimeout(this.#timer);
    this.#reading?.abort();
  }
}

/** Fills a place anew; what had the focus there, by its `data-key`, has it again. */
export function refill(place, ...children) {
  const focused = place.contains(document.activeElement) && document.activeElement.dataset.key;
  fill(place, ...children);
  const same = ({ dataset }) => dataset.key === focused;
  if (focused) [...place.querySelectorAll('[data-key]')].find(same)?.focus();
}
