// Whether somebody has a hand on the rows: then none may move. A hand that has rested for half a minute is not there.

const RESTS_AFTER = 30_000;

export class RowHold {
  #over = false;
  #movedAt = 0;

  constructor(element) {
    this.element = element;
    const moved = ({ pointerType }) => {
      this.#over = pointerType !== 'touch' || element.matches(':active');
      this.#movedAt = Date.now();
    };
    for (const type of ['pointerenter', 'pointermove', 'pointerdown']) {
      element.addEventListener(type, moved, { passive: true });
    }
    element.addEventListener('pointerleave', () => { this.#over = false; });
    for (const type of ['keydown', 'focusin']) {
      element.addEventListener(type, () => { this.#movedAt = Date.now(); });
    }
  }

  get isOn() {
    if (document.hidden || Date.now() - this.#movedAt > RESTS_AFTER) return false;
    return this.#over || this.element.contains(document.activeElement);
  }
}
