// Coming back: one line of what happened while nobody looked, for those who were away for ten minutes or more.

import { button, clean, fill, h } from '../shared/browser/dom.js';
import { clock, now, spoken } from '../shared/browser/time.js';
import { pageOf, since } from '../shared/server/api.js';

const KEPT = 'sitrep-seen';
const AWAY = 10 * 60_000;
const LONGEST = 31 * 86_400_000;
const NOTED_EVERY = 15_000;

let notedAt = 0;

/** When this browser last showed the page to somebody; none where it keeps nothing. */
function lastSeen() {
  try {
    return Number(localStorage.getItem(KEPT)) || undefined;
  } catch {
    return undefined;
  }
}

function noteSeen() {
  if (document.hidden || Date.now() - notedAt < NOTED_EVERY) return;
  notedAt = Date.now();
  keep(now());
}

function keep(time) {
  try {
    localStorage.setItem(KEPT, String(time));
  } catch {
    // A browser that keeps nothing never knows for how long somebody was away.
  }
}

/**
 * Watches for absences, and says in `place` what happened in each; to be called every second, once the server's clock
 * is known.
 */
export class Since {
  #place;

  constructor(place) {
    this.#place = place;
  }

  tick() {
    if (document.hidden) return;
    const seen = lastSeen();
    const away = seen ? now() - seen : 0;
    if (away > AWAY && away < LONGEST) this.#tell(seen, away);
    noteSeen();
  }

  async #tell(seen, away) {
    keep(now());
    const from = new Date(seen).toISOString();
    try {
      const { sentence, needs, partial } = await since(from);
      if (sentence === 'nothing happened') return;
      this.#show({ from, away, sentence, needs, partial });
    } catch {
      // Who cannot be asked now is not asked later: by then it would be news of another absence.
    }
  }

  #show({ from, away, sentence, needs, partial }) {
    const [first] = needs;
    fill(this.#place,
      h('span', {}, 'Since ', h('b', {}, clock(from, false)), ` (${spoken(away)}): `,
        h('a', { href: `/history?from=${encodeURIComponent(from)}`, 'data-route': true }, clean(sentence, 200)),
        partial && ' and more'),
      first && h('span', {}, 'Needs you: ', h('a', { href: pageOf(first.id), 'data-route': true },
        clean(first.name, 80)), needs.length > 1 && ` and ${needs.length - 1} more`),
      button('btn', { 'aria-label': 'Dismiss what happened since' }, () => this.#hide(), 'Dismiss'));
    this.#place.hidden = false;
  }

  #hide() {
    this.#place.hidden = true;
    fill(this.#place);
    document.getElementById('main').focus({ preventScroll: true });
  }
}
