// Dialogs: what stands before the page until somebody has read it or answered.

import { h } from './dom.js';

/**
 * Shows a dialog, named by its heading, that Escape, a press beside it and calling what is answered close.
 *
 * It is gone as soon as the key is down. Left to the browser, it would stand in the page closed for a moment more, and
 * would swallow the next key. The second press of a double click that opened it does not close it.
 */
export function dialog(name, id, heading, ...children) {
  const shown = h('dialog', { class: name, 'aria-labelledby': id }, h('h2', { id }, heading), ...children);
  const shut = () => {
    shown.close();
    shown.remove();
  };
  shown.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    shut();
  });
  shown.addEventListener('close', () => shown.remove());
  shown.addEventListener('click', ({ target, detail }) => target === shown && detail < 2 && shut());
  document.body.append(shown);
  shown.showModal();
  return shut;
}
