// What stands above the rows: the sentence, notices, and the chips and lists by which the board is narrowed and
// arranged.

import { fill, h } from '../shared/browser/dom.js';
import { askMe, me } from '../shared/browser/my-name.js';
import { views } from '../shared/browser/views.js';
import * as api from '../shared/server/api.js';
import { Arrange, viewChips } from './arrange.js';
import * as words from './board-words.js';
import { Chips, labelsOf, usedBy } from './chips.js';

/** Remarks that tasks can be picked out by. */
const REMARKS = ['slow', 'retrying'];

export class BoardHead {
  #sources = [];
  #sourcesOf;
  #shown;
  #chipped;

  /** `address` takes what is to change in the address. */
  constructor(address) {
    this.address = address;
    this.sitrep = h('h1', { class: 'sitrep' }, 'Looking…');
    this.decide = h('a', { class: 'btn decide', href: '/decide', 'data-route': true, hidden: true },
      'Decide one by one ', h('kbd', { 'aria-hidden': 'true' }, 'D'));
    this.notices = h('div');
    this.chips = new Chips();
    this.arrange = new Arrange(address);
    this.parts = [h('div', { class: 'headline' }, this.sitrep, this.decide), this.notices,
      h('div', { class: 'bar' }, this.chips.element, this.arrange.element)];
  }

  /** What the whole board comes to, however little of it a filter lets through. */
  summed(summary) {
    this.summary = summary;
    this.#readSources(JSON.stringify(summary.sources));
    this.decide.hidden = !summary.unshelved.needs_you;
    fill(this.notices, words.troubleNotice(summary), (summary.blind ?? []).map(words.blindNotice));
    this.#sentence();
  }

  /** Shows by what the board is narrowed and arranged, and how much that leaves of it. */
  show(shown) {
    this.#shown = shown;
    this.#sentence();
    this.#choices();
  }

  /** The sentence about all or, under a filter that is no part of that, about how much of it matches. */
  #sentence() {
    if (!this.summary || !this.#shown) return;
    const { filter, counts } = this.#shown;
    const { attention: _, phase, ...others } = filter;
    const isPart = !Object.keys(others).length && (!phase || filter.attention);
    if (!isPart && !counts) return;
    fill(this.sitrep, isPart ? words.sentence(this.summary, filter) : words.narrowed(this.summary, counts, filter));
  }

  #choices() {
    const { filter, order, counts, tasks } = this.#shown;
    const known = {
      kinds: usedBy(tasks, ({ executor }) => (executor ? [executor.kind] : [])),
      remarks: usedBy(tasks, ({ remark }) => (remark?.kinds ?? []).filter((kind) => REMARKS.includes(kind))),
      labels: labelsOf(tasks),
      sources: this.#sources,
      shelves: counts?.shelves,
      me: me(),
    };
    const owners = [...new Set(tasks.map(({ owner }) => owner?.name).filter(Boolean))].sort();
    this.arrange.show(order, known.labels);
    this.arrange.element.hidden = tasks.length < 2 && !order.sort && !order.group;
    const key = JSON.stringify([filter, order, known, owners, views(), location.search]);
    if (this.#chipped === key) return;
    this.#chipped = key;
    const mine = (owner) => this.address({ owner });
    this.chips.show(filter, order, { ...known, askMe: owners.length && (() => askMe(owners, mine)),
      views: viewChips(location.search, () => this.#choices()) });
  }

  /** Those that have something to tell; they are read when how many there are has changed. */
  async #readSources(counts) {
    if (counts === this.#sourcesOf) return;
    this.#sourcesOf = counts;
    try {
      this.#sources = (await api.sources()).items.filter(({ state }) => state !== 'absent');
    } catch {
      this.#sourcesOf = undefined;
    }
    if (this.#shown) this.#choices();
  }
}
