// What is seen of Sitrep wherever one looks: the window's title and icon, the state of the connection, and what is
// read out. Title and icon count only what needs somebody.

import { clean, fill, h } from '../shared/browser/dom.js';
import { age, now, spoken } from '../shared/browser/time.js';
import { plural } from '../shared/tasks/words.js';

const ANNOUNCED_AT_MOST = 10_000;
const MOST_NAMES = 3;
const CAUGHT_UP_FOR = 12_000;

const byId = (id) => document.getElementById(id);

export class Masthead {
  #title = 'Sitrep';
  #needs = 0;
  #lostAt;
  #announced = 0;
  #announcing;
  #names = [];
  #state = 'connecting';
  #sources = [0, 0];
  #caught;
  #missed = '';

  title(text) {
    this.#title = text && text !== 'Sitrep' ? `${text} · Sitrep` : 'Sitrep';
    this.#show();
  }

  needs(count) {
    this.#needs = count;
    this.#show();
  }

  /** Says whether what is shown is true now, or for how long that is not known. */
  state(state) {
    this.#state = state;
    const lost = state === 'reconnecting' || state === 'offline';
    this.#lostAt = lost ? this.#lostAt ?? new Date(now()).toISOString() : undefined;
    byId('live').dataset.state = state;
    fill(byId('live'), h('i', { 'aria-hidden': 'true' }), h('span', {}, this.#word(state)), lost && age(this.#lostAt));
    document.documentElement.dataset.contact = state === 'offline' ? 'lost' : 'kept';
    this.#show();
  }

  /** How many sources tell of what happens, and how many are to. */
  sources(live, known) {
    this.#sources = [live, known];
    byId('live').dataset.sources = live < known ? 'some' : 'all';
    this.state(this.#state);
  }

  /** Says for a while what was missed and is known now. */
  caughtUp(events, away) {
    clearTimeout(this.#caught);
    this.#caught = setTimeout(() => {
      this.#caught = undefined;
      this.state(this.#state);
    }, CAUGHT_UP_FOR);
    this.#missed = `caught up ${plural(events, 'event', 'events')}, ${spoken(away)} away`;
    this.state(this.#state);
  }

  #word(state) {
    if (state !== 'live') return state === 'locked' ? 'token needed' : state;
    if (this.#caught) return this.#missed;
    const [live, known] = this.#sources;
    if (live < known) return `live · ${live} of ${plural(known, 'source', 'sources')}`;
    return live ? `live · ${plural(live, 'source', 'sources')}` : state;
  }

  /** Reads out what newly needs somebody, and only that: several together, and no more often than each ten seconds. */
  announce(task) {
    this.#names.push(clean(task.name, 80));
    this.#announcing ??= setTimeout(() => {
      const names = this.#names.splice(0);
      const few = `${names.join(', ')} ${names.length > 1 ? 'need' : 'needs'} you`;
      byId('announce').textContent = names.length > MOST_NAMES ? `${names.length} tasks need you` : few;
      this.#announcing = undefined;
      this.#announced = Date.now();
    }, Math.max(500, ANNOUNCED_AT_MOST - (Date.now() - this.#announced)));
  }

  #show() {
    const needs = this.#needs;
    document.title = (needs ? `(${needs}) ` : '') + this.#title;
    document.documentElement.dataset.needs = needs ? 'some' : 'none';
    const lost = document.documentElement.dataset.contact === 'lost';
    const icon = `data:image/svg+xml,${encodeURIComponent(drawn(needs, lost))}`;
    if (byId('favicon').getAttribute('href') !== icon) byId('favicon').setAttribute('href', icon);
  }
}

function drawn(needs, lost) {
  const colour = lost ? '#8a867f' : needs ? '#c2690a' : '#2f7d4f';
  const count = `<text x="16" y="22" font-size="17" font-weight="700" font-family="sans-serif" text-anchor="middle"
    fill="#fff">${needs > 9 ? '9+' : needs}</text>`;
  const inner = lost ? '<path d="M7 25 25 7" stroke="#fff" stroke-width="4"/>' : needs ? count : '';
  const disc = `<circle cx="16" cy="16" r="15" fill="${colour}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${disc}${inner}</svg>`;
}
