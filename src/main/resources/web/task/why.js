// "Why do you say that?", for every field: the rule in a sentence, the events behind it, the numbers it used.

import { button, clean, foreign, h } from '../shared/browser/dom.js';
import { clock, moment } from '../shared/browser/time.js';
import { news } from '../shared/tasks/whole-text.js';
import { plural, sourceName } from '../shared/tasks/words.js';

const EVENTS_SHOWN = 5;

/** The reasons of one task, and which of them stands open. */
export class Reasons {
  #fields = {};
  #ahead = {};
  #open;

  /** `ahead` is what each run that lives would come to, if nothing more were heard of it. */
  take(fields, ahead = {}) {
    [this.#fields, this.#ahead] = [fields, ahead];
  }

  of(field) {
    return Object.hasOwn(this.#fields, field) ? this.#fields[field] : undefined;
  }

  /** A button that opens a field's reason below the nearest element marked `data-fact`; none if there is no reason. */
  button(field, word = 'why?') {
    const props = { 'data-why': field, 'aria-expanded': 'false', 'aria-label': `why? ${fieldWord(field)}` };
    return this.of(field) && button('why', props, ({ currentTarget }) => this.#toggle(currentTarget), word);
  }

  #toggle(pressed) {
    const closes = pressed.getAttribute('aria-expanded') === 'true';
    this.close();
    if (!closes) this.#show(pressed);
  }

  #show(pressed) {
    this.#open = pressed.dataset.why;
    pressed.setAttribute('aria-expanded', 'true');
    const host = pressed.closest('[data-fact]');
    const [, run] = /^runs\.(.*)\.phase$/s.exec(this.#open) ?? [];
    const ahead = Object.hasOwn(this.#ahead, run ?? '') ? this.#ahead[run] : {};
    host.after(wrapped(host, panel(this.#open, this.of(this.#open), ahead)));
  }

  /** Closes what is open; tells whether there was something. */
  close() {
    const opened = document.querySelector('[data-why][aria-expanded=true]');
    opened?.setAttribute('aria-expanded', 'false');
    document.querySelectorAll('.reason').forEach((reason) => reason.remove());
    this.#open = undefined;
    return opened;
  }

  /** After a part of the page was made anew: the reason that stood open stands open again, as it is now. */
  restore() {
    const field = this.#open;
    this.close();
    const found = field && [...document.querySelectorAll('[data-why]')].find((one) => one.dataset.why === field);
    if (found) this.#show(found);
  }
}

/** As its host's neighbours are made: a row among rows, a pair among pairs. */
function wrapped(host, content) {
  const props = { class: 'reason' };
  if (host.tagName === 'TR') return h('tr', props, h('td', { colspan: host.cells.length }, content));
  if (host.tagName === 'LI') return h('li', props, content);
  if (host.parentElement.tagName !== 'DL') return h('div', props, content);
  return h('div', props, h('dt', { class: 'hush' }, 'Why'), h('dd', {}, content));
}

function panel(field, { because, events = [], numbers, rule }, { spared, steps = [] }) {
  const more = events.length - EVENTS_SHOWN;
  return h('div', { role: 'group', 'aria-label': `Why: ${fieldWord(field)}` },
    h('p', {}, h('b', {}, `Why this ${fieldWord(field)}? `), news(because, 600)),
    h('ul', {}, events.slice(0, EVENTS_SHOWN).map((event) => h('li', {}, witness(event))),
      more > 0 && h('li', { class: 'faint' }, `and ${plural(more, 'more event', 'more events')}`)),
    numbers && h('dl', { class: 'numbers' }, Object.entries(numbers).map(([name, value]) =>
      h('div', {}, h('dt', {}, foreign(apart(name), 60)), h('dd', {}, news(value, 200))))),
    spared && h('p', {}, 'Nothing is ahead if nothing more is heard: ', news(spared, 300)),
    steps.map(({ becomes, at, since, limit, rule: by }) => h('p', {}, 'If nothing more is heard: ',
      foreign(becomes, 60), ' at ', moment(at), ` (${clean(limit, 40)} since `, moment(since), '; ', news(by, 200),
      ')')),
    h('p', { class: 'faint' }, 'Rule ', h('code', {}, foreign(rule, 60))));
}

/** An event as a witness: its id, its source and its time. */
function witness({ id, source, time }) {
  const name = h('code', { title: clean(id, 300) }, foreign(id, 48));
  return ['event ', name, ' from ', foreign(sourceName(source), 80), ' at ', moment(time)];
}

const PARTS = { started: 'start', lastSign: 'last sign' };

/** A field as people read it: "last update", "phase of run r2", "label release". */
function fieldWord(field) {
  const [, of, id, part] = /^(run|worker)s\.(.*)\.(phase|outcome|started|lastSign)$/s.exec(field) ?? [];
  if (id) return `${PARTS[part] ?? part} of ${of} ${clean(id, 40)}`;
  if (field.startsWith('labels.')) return `label ${clean(field.slice(7), 40)}`;
  const known = { attention: 'place on the board', since: 'beginning', created: 'start', next: 'next step',
    dissent: 'other word', updates: 'list of updates' };
  return known[field] ?? apart(field);
}

/** As in "last update", of `lastUpdate`. */
const apart = (name) => (/^\d{4}-\d\d-\d\dT.*Z$/.test(name) ? clock(name)
  : name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
