// Desktop notifications, for those who asked for them: of what newly is so, by reason; grouped by cause, and withdrawn
// once it is so no more. Of several windows one notifies.

import { clean } from '../shared/browser/dom.js';
import { pageOf } from '../shared/server/api.js';
import { causeOf, causeWord } from '../shared/tasks/cause.js';
import { isCommand } from '../shared/tasks/status.js';
import { inShort } from '../shared/tasks/whole-text.js';
import { isUntoldFailure, outcomeWord, reasonWord, sourceName } from '../shared/tasks/words.js';
import { Needs } from './needs.js';
import { chosenReasons } from './reasons.js';

const MOST = 240;

/** The one window that holds this lock notifies; another takes over when it closes. */
let isOurs = !navigator.locks;
navigator.locks?.request('sitrep-notifications', () => {
  isOurs = true;
  return new Promise(() => {});
});

/** For which reason somebody is told of a task that stands in this part of the board. */
const reasonOf = (task) => (task.attention === 'unreported' && isUntoldFailure(task) ? 'failed' : task.attention);

/** What is read in a notification: the name, and the very question or command, if need be by its two ends. */
const WORDS = {
  needs_you({ name, block }) {
    const text = block?.text ?? `Waits for ${reasonWord(block?.reason)}`;
    return [clean(name, 120), inShort(text, MOST, Boolean(block) && isCommand(block))];
  },
  stuck: ({ name, block }) => [`${clean(name, 120)} looks stuck`, inShort(block?.text ?? '', MOST)],
  failed: ({ name, outcome, update }) => [`${clean(name, 120)} ${outcomeWord(outcome)}`, clean(update?.text, MOST)],
  unreported: ({ name, update }) => [`${clean(name, 120)} is done, and nobody was told`, clean(update?.text, MOST)],
  blind: ({ source, why }) => [`${clean(sourceName(source), 120)} is out of contact`, clean(why, MOST)],
};

/** What stands on this desktop is what is so, and was asked for. `go` goes to an address of the page. */
export class Desktop {
  #go;
  #shown = new Map();
  #blind;
  #others = ['stuck', 'unreported'].map((attention) => ({ attention, needs: new Needs(attention) }));

  constructor(go) {
    this.#go = go;
    for (const { attention, needs } of this.#others) {
      needs.addEventListener('needs', ({ detail }) => this.take(attention, detail));
    }
  }

  /** Looks at a new summary: of what nobody asked for nothing is read. */
  summed(summary) {
    const chosen = chosenReasons();
    for (const { attention, needs } of this.#others) {
      if (chosen.includes(attention) || (attention === 'unreported' && chosen.includes('failed'))) needs.take(summary);
      else needs.forget();
    }
    const before = this.#blind;
    this.#blind = summary.blind.map((one) => ({ ...one, attention: 'blind', id: `${one.source} ${one.since}` }));
    const came = this.#blind.filter(({ id }) => before && !before.some((one) => one.id === id));
    this.take('blind', { all: this.#blind, came });
    if (this.#shown.size) this.#withdraw(({ reason }) => !chosen.includes(reason));
  }

  /** All that stands in one part of the board, and what of it is new there. */
  take(attention, { all, came }) {
    const chosen = chosenReasons();
    const wanted = all.filter((one) => chosen.includes(reasonOf(one)));
    const groups = Map.groupBy(wanted, (one) => `${reasonOf(one)} ${causeOf(one) ?? one.id}`);
    this.#withdraw(({ part }, key) => part === attention && !groups.has(key));
    if (!isOurs || globalThis.Notification?.permission !== 'granted') return;
    for (const [key, some] of groups) if (some.some((one) => came.includes(one))) this.#show(attention, key, some);
  }

  #withdraw(isOver) {
    for (const [key, one] of this.#shown) {
      if (!isOver(one, key)) continue;
      one.notification.close();
      this.#shown.delete(key);
    }
  }

  #show(part, key, some) {
    const [one] = some;
    const href = part === 'blind' ? '/sources' : some.length > 1 ? `/?attention=${part}` : pageOf(one.id);
    if (document.hasFocus() && location.pathname + location.search === href) return;
    const reason = reasonOf(one);
    const [title, body] = WORDS[reason](one);
    const notification = new Notification(some.length > 1 ? causeWord(some) : title, { body, tag: `sitrep ${key}` });
    notification.addEventListener('click', () => {
      focus();
      this.#go(href);
      notification.close();
    });
    this.#shown.set(key, { notification, part, reason });
  }
}
