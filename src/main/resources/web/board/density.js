// How much of a task a row tells, and where the rest stands: rows are roomy or, by a key or a button, in one line each;
// in a wide window what is told when somebody peeks stands beside them.

import { choice, choose } from '../shared/browser/choices.js';
import { button, fill, h } from '../shared/browser/dom.js';
import { ROOM } from '../shared/tasks/whole-text.js';

const LETTER = 7.3;
const WIDE = matchMedia('(min-width: 1600px)');
const NARROW = 720;
/** What a row in one line has besides its name and its question, and which part of the rest the question has. */
const BESIDE = 498;
const SHARE = 8 / 13;

const isCompact = () => choice('density') === 'compact';

/** A button that says and changes it; `changed` hears of that. */
export function densityButton(changed) {
  const toggle = () => {
    choose('density', isCompact() ? 'roomy' : 'compact');
    show();
    changed();
  };
  const shown = button('density', { title: 'Compact rows (v)', 'aria-label': 'Compact rows' }, toggle,
    h('i', { 'aria-hidden': 'true' }));
  const show = () => {
    if (isCompact()) document.documentElement.dataset.density = 'compact';
    else delete document.documentElement.dataset.density;
    shown.setAttribute('aria-pressed', String(isCompact()));
  };
  show();
  return { element: shown, toggle };
}

/** For how many characters of a question there is room in a row of a list so wide. */
export function roomIn(width) {
  if (!isCompact() || !width) return ROOM;
  const place = innerWidth <= NARROW ? width - 60 : (width - BESIDE) * SHARE;
  return Math.min(ROOM, Math.max(24, Math.floor(place / LETTER)));
}

/** What is told of a task when somebody peeks, where a window is wide enough for that beside the rows. */
export class Pane {
  /** `changed` hears when the window has become wide enough, or too narrow. */
  constructor(changed) {
    this.element = h('aside', { class: 'pane', 'aria-label': 'Peek', hidden: true });
    WIDE.addEventListener('change', changed);
  }

  get isThere() {
    return WIDE.matches;
  }

  /** Shows what is told of a task, if there is room for it here. */
  show(peek, task) {
    const shown = this.isThere && peek && task;
    this.element.hidden = !shown;
    if (!shown) return fill(this.element);
    if (peek.element.parentElement !== this.element) fill(this.element, peek.element);
    return peek.show(task);
  }
}
