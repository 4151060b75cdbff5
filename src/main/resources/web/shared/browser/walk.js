// Walking through a list by keys.

/** Keys that move the focus to the next and the previous of what a selector finds. */
export function walking(root, selector) {
  const step = (by) => {
    const all = [...root.querySelectorAll(selector)];
    const at = all.indexOf(document.activeElement);
    const next = at < 0 ? all[0] : all[at + by];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
    return Boolean(next);
  };
  return [
    { key: 'j', does: 'Next', run: () => step(1) },
    { key: 'k', does: 'Previous', run: () => step(-1) },
  ];
}
