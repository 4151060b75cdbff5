// The row that the keyboard is at: one of the groups of the board, from top to bottom.

export class RowCursor {
  /** The row's key: a task, or a cause that several wait for. */
  key;
  #groups;

  /** @param groups what says which groups there are now: their name, items and list */
  constructor(groups) {
    this.#groups = groups;
  }

  /** Is where the focus went, if that is a row. */
  follow(target) {
    const { task, cause } = target.closest('.row')?.dataset ?? {};
    this.key = task ?? (cause && `cause ${cause}`) ?? this.key;
  }

  #rows() {
    return this.#groups().flatMap(({ group, items, list }) => items.map((item) => ({ group, item, list })));
  }

  #place(rows) {
    return rows.findIndex(({ item }) => item.key === this.key);
  }

  /** Does something; if that takes the row away that has the focus, goes to the one that comes to its place. */
  staying(act) {
    const at = document.activeElement.closest('.row') ? this.#place(this.#rows()) : -1;
    act();
    const rows = this.#rows();
    const next = rows[Math.min(at, rows.length - 1)];
    if (at >= 0 && next && this.#place(rows) < 0) this.#focus(next);
  }

  /** Goes to the next row up or down that is wanted; stays if there is none. */
  move(step, wanted = () => true) {
    const all = this.#rows();
    const at = this.#place(all);
    const from = at < 0 ? (step > 0 ? -1 : all.length) : at;
    for (let next = from + step; next >= 0 && next < all.length; next += step) {
      if (wanted(all[next])) return this.#focus(all[next]);
    }
    return undefined;
  }

  #focus({ item, list }) {
    this.key = item.key;
    list.reveal(list.indexOf(item.key)).querySelector('.open').focus({ preventScroll: true });
  }

  /** The next task that needs somebody, from the top again after the last. */
  nextNeed() {
    const needs = ({ item }) => needing((item.entry ?? item.members[0]).task);
    const before = this.key;
    this.move(1, needs);
    if (this.key !== before) return;
    this.key = undefined;
    this.move(1, needs);
    this.key ??= before;
  }
}

const needing = ({ attention, shelf }) => attention === 'needs_you' && !shelf;
