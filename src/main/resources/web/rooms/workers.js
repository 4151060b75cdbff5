// Workers: who is at work, on what and since when, place by place and by whom they were started.

import { button, clean, fill, foreign, h, joined } from '../shared/browser/dom.js';
import { walking } from '../shared/browser/keys.js';
import { age } from '../shared/browser/time.js';
import * as api from '../shared/server/api.js';
import { Refresh, refill } from '../shared/server/refresh.js';
import { asOf } from '../shared/tasks/contact.js';
import { GROUPS, KINDS, kindsWord, kindWord, mark, number, phaseWord, plural } from '../shared/tasks/words.js';
import { hostRows } from './health.js';

const PAGE = 200;
const MOST = 1_000;
const READ_HOSTS = { after: 5_000, atLeast: 20_000 };
const READ = { after: 1_000, atLeast: 15_000 };

export default class WorkersPage {
  static css = ['rooms/rooms.css'];
  title = 'Workers';
  #kind;
  #items = [];
  #next;
  #refresh;
  #health;
  #pages = 1;

  constructor(shell) {
    this.shell = shell;
    this.sentence = h('h1', { class: 'sitrep' }, 'Looking…');
    this.kinds = h('nav', { class: 'filters', 'aria-label': 'Kinds' });
    this.places = h('div');
    this.more = button('btn more', { hidden: true }, () => this.#showMore(), 'Show more');
    this.hosts = h('div');
    const health = h('section', { class: 'group', 'aria-labelledby': 'hosts' },
      h('h2', { id: 'hosts' }, 'Hosts ', h('em', {}, 'the worst first · what ended is of the last 24 hours')),
      this.hosts);
    this.element = h('article', { class: 'workers' }, this.sentence, health, this.kinds, this.places, this.more);
    this.#refresh = new Refresh((signal) => this.#read(signal), this.places, READ);
    this.#health = new Refresh((signal) => this.#readHosts(signal, health), this.hosts, READ_HOSTS);
  }

  get keys() {
    return walking(this.places, '.does a');
  }

  show({ params }) {
    this.#kind = KINDS.includes(params.get('kind')) ? params.get('kind') : undefined;
    this.#pages = 1;
    return this.reload();
  }

  leave() {
    this.#refresh.stop();
    this.#health.stop();
  }

  /** Somebody's work changed: who is at work is read again, at most once a second. */
  changed() {
    this.#refresh.soon();
    this.#health.soon();
  }

  reload() {
    return Promise.all([this.#refresh.now(), this.#health.now()]);
  }

  get problem() {
    return this.#refresh.problem ?? this.#health.problem;
  }

  async #readHosts(signal, section) {
    const told = await api.hosts(signal);
    section.hidden = !told.items.length;
    fill(this.hosts, hostRows(told));
  }

  async #read(signal) {
    const items = [];
    let page;
    for (let read = 0; read < this.#pages && (!page || page.next); read += 1) {
      page = await api.workers({ kind: this.#kind, limit: PAGE, cursor: page?.next }, signal);
      items.push(...page.items);
    }
    [this.#items, this.#next] = [items, page.next];
    this.#paint(page);
    if (page.partial) this.#refresh.soon();
  }

  #showMore() {
    this.#pages = Math.min(this.#pages + 1, MOST / PAGE);
    this.reload();
  }

  #paint({ counts, partial, unseen = 0 }) {
    const all = KINDS.reduce((sum, kind) => sum + counts[kind], 0);
    const there = KINDS.filter((kind) => counts[kind]);
    const parts = there.map((kind) => h('span', { class: 'unbroken' },
      plural(counts[kind], kindWord(kind), kindsWord(kind))));
    const many = h('b', {}, `${plural(all, 'worker is', 'workers are')} at work`);
    const lost = unseen > 0 && h('span', { class: 'q' }, ` ${number(unseen)} ${all ? 'more ' : ''}${
      unseen === 1 ? 'was' : 'were'} when contact was lost.`);
    const nobody = unseen ? 'Nobody is seen at work.' : 'Nobody is at work.';
    fill(this.sentence, all ? [many, ': ', joined(parts, ', '), '.'] : nobody, lost,
      partial && h('span', { class: 'q' }, ' Those that said nothing since the server started are still being read.'));
    const chip = (kind, name) => h('a', { class: kind === this.#kind ? 'chip on' : 'chip', 'data-route': true,
      'aria-current': kind === this.#kind && 'true', href: kind ? `/workers?kind=${kind}` : '/workers' }, name);
    const kinds = KINDS.filter((kind) => counts[kind] || kind === this.#kind);
    const some = kinds.map((kind) => chip(kind, kindsWord(kind)));
    fill(this.kinds, kinds.length > 1 && [chip(undefined, 'Everybody'), some]);
    const places = Map.groupBy(this.#items, ({ where }) => where ?? '');
    refill(this.places, [...places].map(([where, items]) => this.#place(where, items)),
      !this.#items.length && this.#none());
    this.more.hidden = !this.#next || this.#items.length >= MOST;
  }

  #none() {
    const last = this.shell.summary?.lastEvent;
    return h('p', { class: 'empty' }, 'A worker is listed here while a run of it goes on. ',
      last && ['The last event came ', age(last, { after: ' ago' }), '. '],
      h('a', { href: '/history', 'data-route': true }, 'See what ended'));
  }

  #place(where, items) {
    return h('section', { class: 'group' },
      h('h2', {}, where ? foreign(where, 120) : 'Place unknown', ' ', h('em', {}, number(items.length))),
      h('ul', { class: 'rows', role: 'list' }, treeOf(items).map(({ item, depth }) => this.#row(item, depth))));
  }

  #row({ id, kind, name, lastSign, runs, hands, unseenSince: to }, depth) {
    const tone = to ? 'unseen' : hands[0] && toneOf(hands[0].phase);
    const rest = runs - hands.length;
    return h('li', { class: `hand ${tone ?? ''}`, '--depth': Math.min(depth, 6), 'data-worker': true },
      h('div', { class: 'worker' }, depth > 0 && h('span', { class: 'twig', 'aria-hidden': 'true' }, '└ '),
        h('b', { title: clean(id, 300) }, foreign(name ?? id, 120)), h('small', {}, kindWord(kind))),
      h('ul', { class: 'does', role: 'list' }, hands.map((hand) => h('li', {},
        h('span', { class: 'phase' }, mark(attentionOf(hand.phase), hand.phase), phaseWord(hand.phase), ' ',
          age(hand.since, { to })),
        h('a', { href: api.pageOf(hand.task), 'data-route': true, 'data-key': `${id} ${hand.task} ${hand.run}` },
          foreign(hand.name, 200)),
        hand.label && hand.label !== name && h('small', {}, foreign(hand.label, 80)))),
      rest > 0 && h('li', { class: 'faint' }, `and ${plural(rest, 'more run', 'more runs')}`)),
      to ? h('span', { class: 'sign' }, asOf({ since: to }))
        : h('span', { class: 'sign' }, h('span', { class: 'hush' }, 'last sign '), age(lastSign, { after: ' ago' })));
  }
}

const attentionOf = (phase) => (phase === 'waiting_user' || phase === 'waiting_approval' ? 'needs_you'
  : phase === 'stalled' ? 'stuck' : phase === 'queued' ? 'queued' : 'working');
const toneOf = (phase) => {
  const attention = attentionOf(phase);
  return attention === 'needs_you' || attention === 'stuck' ? GROUPS[attention].tone : undefined;
};

/** Workers below those that started them, as far as these are in the list. */
function treeOf(items) {
  const ids = new Set(items.map(({ id }) => id));
  const children = Map.groupBy(items, ({ id, parent }) => (ids.has(parent) && parent !== id ? parent : ''));
  const ordered = [];
  const visit = (parent, depth) => {
    const next = children.get(parent) ?? [];
    children.delete(parent);
    for (const item of next) {
      ordered.push({ item, depth });
      visit(item.id, depth + 1);
    }
  };
  visit('', 0);
  [...children.keys()].forEach((parent) => visit(parent, 0));
  return ordered;
}
