// Building the page out of nodes. Nothing here, or anywhere else, parses text as HTML: what others wrote
// enters as text nodes only, so it cannot become an element, a handler or a script.

const SVG = 'http://www.w3.org/2000/svg';
const DRAWN = new Set(['svg', 'path', 'g', 'rect', 'circle', 'line', 'text', 'defs', 'pattern', 'title']);

// What would move the cursor, reverse the reading direction or hide text: controls, bidi marks and overrides.
const CONTROLS = new RegExp('[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b\\u200e\\u200f'
  + '\\u202a-\\u202e\\u2060-\\u2069\\ufeff]', 'g');

// Marks that are set above or below a letter, more than any language has, and what alters the look of none.
const HEAPS = /(\p{M}{4})\p{M}+/gu;

// Letters that look like a space: rows of them would push out of sight what comes after.
const BLANKS = /[\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0]/g;

/** One element. Properties are attributes, `--x` are CSS properties, `onx` are listeners; empty ones are left out. */
export function h(tag, props, ...children) {
  const element = DRAWN.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('--')) element.style.setProperty(name, value);
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name !== 'href' || isSafe(value)) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...kept(children));
  return element;
}

/** Puts these children in place of those an element has. The focus stays with the same words, if they are there. */
export function fill(element, ...children) {
  const focused = document.activeElement;
  const place = focused !== element && element.contains(focused) ? alike(element, focused).indexOf(focused) : -1;
  element.replaceChildren(...kept(children));
  if (place < 0 || document.activeElement === focused) return;
  alike(element, focused)[place]?.focus({ preventScroll: true });
}

const alike = (within, { localName, textContent }) =>
  [...within.querySelectorAll(localName)].filter((other) => other.textContent === textContent);

const kept = (children) => children.flat(Infinity).filter(Boolean);

/** Whether a link may be followed: a path of ours, an anchor, or a web address. Never a script. */
export function isSafe(href) {
  const inside = /^\/(?![/\\])|^#/.test(href);
  return inside || (URL.canParse(href) && ['http:', 'https:'].includes(new URL(href).protocol));
}

/** Text of others on one line: no controls, no reversed reading, no more than so many characters. */
export function clean(text, most = 2000) {
  const plain = seen(String(text ?? '')).replace(/\s+/g, ' ').trim();
  return plain.length <= most ? plain : plain.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '') + '…';
}

/** Text of others that keeps its lines, as in a raw event. */
export const cleanLines = (text) => seen(String(text).replace(/\r\n?/g, '\n'));

/** Without what would not be seen as what it is. A tab or a line's end is between words, and no control. */
const seen = (text) => text.replace(/[\t\v\f\r\u0085\u2028\u2029]/g, ' ').replace(CONTROLS, '')
  .replace(BLANKS, ' ').replace(HEAPS, '$1');

/** Text of others, kept apart from the direction of ours. */
export const foreign = (text, most) => h('bdi', {}, clean(text, most));

/** These parts that are there, with something between them. */
export const joined = (parts, by = ' · ') =>
  parts.filter(Boolean).flatMap((part, index) => (index ? [by, part] : [part]));

/** A button. */
export const button = (name, props, press, ...children) =>
  h('button', { class: name, type: 'button', onclick: press, ...props }, ...children);

/** A short message at the foot of the page, read out as well; with something to press, it stays longer. */
export function toast(text, act) {
  const place = document.getElementById('toast');
  fill(place, h('span', {}, text), act && button('undo', {}, () => {
    place.classList.remove('on');
    act.press();
  }, act.label, ' ', h('kbd', { 'aria-hidden': 'true' }, act.key)));
  place.classList.add('on');
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => {
    place.classList.remove('on');
    fill(place);
  }, act ? 12_000 : 6_000);
}

/** Copies text, also where the page is not served from a place that the browser trusts with its clipboard. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h('textarea', { class: 'hush' });
    const focused = document.activeElement;
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    focused?.focus();
  }
}
