// Charts, drawn by hand: SVG in percent, so that they fit any width and print. Each says in words what it shows, and
// the words are there for everybody; nothing is told by colour alone.

import { button, h } from './dom.js';

const ROUND = [1, 2, 3, 4, 6, 8];

/** A place or a length, 1 being the whole, as SVG and styles take it. */
export const percent = (x) => `${(100 * x).toFixed(3)}%`;

/** A chart below the one sentence that it comes to. */
export function figure(name, sentence, ...content) {
  return h('figure', { class: `chart ${name}` }, h('figcaption', {}, sentence), content);
}

/** The lines that are laid over whatever waits. */
export function hatch() {
  const lines = h('path', { d: 'M-1 7 7-1M-1 1 1-1M5 7 7 5' });
  const pattern = h('pattern', { id: 'hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse' }, lines);
  return h('svg', { class: 'hush', 'aria-hidden': 'true' }, h('defs', {}, pattern));
}

/** One bar of shares, as `[{ share, colour, hatched, title }]`. */
export function shares(parts) {
  let x = 0;
  const drawn = parts.map(({ share, colour, hatched, title }) => {
    const props = { x: percent(x), y: 0, height: '100%', '--w': percent(share), '--c': colour };
    x += share;
    return h('g', {}, h('title', {}, title), h('rect', { ...props, class: 'part' }),
      hatched && h('rect', { ...props, class: 'hatches' }));
  });
  return h('svg', { class: 'shares', 'aria-hidden': 'true' }, drawn);
}

/** A list of amounts with a bar each: `[{ name, amount, most, colour, hatched, told, more }]`. */
export function bars(rows) {
  const most = Math.max(...rows.map(({ amount }) => amount), 1);
  return h('ul', { class: 'bars', role: 'list' }, rows.map(({ name, amount, part = 0, colour, hatched, told, more }) =>
    h('li', {}, h('span', { class: 'bar-name' }, name),
      h('svg', { class: 'bar-line', 'aria-hidden': 'true' },
        h('rect', { '--w': percent(amount / most), height: '100%', rx: 2, '--c': colour, class: 'part' }),
        (hatched || part > 0) && h('rect', { '--w': percent((hatched ? amount : part) / most), height: '100%', rx: 2,
          '--c': part > 0 ? 'var(--p-waiting_approval)' : colour, class: part > 0 ? 'part' : 'none' }),
        (hatched || part > 0) && h('rect', { '--w': percent((hatched ? amount : part) / most), height: '100%', rx: 2,
          class: 'hatches' })),
      h('span', { class: 'bar-told' }, told, more && h('small', {}, more)))));
}

/**
 * Columns of stacked counts: `columns` are `[{ label, name, counts }]`, `series` `[{ key, word, colour }]`. Choosing a
 * column, or one of its parts, is told as `chosen(column, key)`; a word of the legend with no column. `marked(place,
 * drawing)` may make more of the columns, and answers what stands below them.
 */
export function columns(all, series, chosen, marked) {
  const height = ({ counts }) => series.reduce((sum, { key }) => sum + (counts[key] ?? 0), 0);
  const top = roundUp(Math.max(...all.map(height), 1));
  const width = 1 / all.length;
  const drawn = all.map((column, index) => {
    const { name, counts } = column;
    let y = 1;
    const stack = series.filter(({ key }) => counts[key]).map(({ key, colour }) => {
      const high = counts[key] / top;
      y -= high;
      return h('rect', { x: percent((index + 0.14) * width), y: percent(y), height: percent(high),
        '--w': percent(0.72 * width), '--c': colour, class: 'part', onclick: () => chosen(column, key) });
    });
    const words = series.filter(({ key }) => counts[key]).map(({ key, word }) => `${counts[key]} ${word}`).join(', ');
    const reach = h('rect', { x: percent(index * width), y: 0, height: '100%', '--w': percent(width), class: 'reach',
      onclick: words ? () => chosen(column) : undefined });
    return h('g', { class: words && 'some' }, h('title', {}, `${name}: ${words || 'none'}`), reach, stack);
  });
  const every = Math.ceil(all.length / 8);
  const drawing = h('svg', { class: 'stacks', 'aria-hidden': 'true' },
    [0, 0.5].map((y) => h('line', { x1: 0, x2: '100%', y1: percent(y), y2: percent(y), class: 'grid' })), drawn);
  const place = h('div', { class: 'columns' }, h('span', { class: 'top', 'aria-hidden': 'true' }, String(top)),
    drawing, h('div', { class: 'feet', 'aria-hidden': 'true' }, all.map(({ label }, index) =>
      index % every === 0 && h('span', { '--x': percent((index + 0.5) * width) }, label))));
  return [
    place, marked?.(place, drawing), legend(all, series, chosen),
    h('table', { class: 'hush' }, h('tbody', {}, all.map(({ name, counts }) => h('tr', {},
      h('th', { scope: 'row' }, name), series.map(({ key, word }) => h('td', {}, `${counts[key] ?? 0} ${word}`)))))),
  ];
}

/** A line of small columns for a glance: `[{ whole, part, title }]`, the part of each in another colour. */
export function sparkline(all, name) {
  const top = Math.max(...all.map(({ whole }) => whole), 1);
  const width = 1 / all.length;
  const high = (count) => (count ? Math.max(0.08, count / top) : 0);
  const bar = (index, count, kind) => h('rect', { x: percent((index + 0.1) * width), y: percent(1 - high(count)),
    height: percent(high(count)), '--w': percent(0.8 * width), class: kind });
  return h('svg', { class: 'spark', role: 'img', 'aria-label': name }, h('title', {}, name),
    all.map(({ whole, part, title }, index) => h('g', {}, h('title', {}, title),
      h('rect', { x: percent(index * width), y: 0, height: '100%', '--w': percent(width), class: 'reach' }),
      bar(index, whole, 'all'), part > 0 && bar(index, part, 'bad'))));
}

function legend(all, series, chosen) {
  const sums = series.map((one) => ({ ...one, sum: all.reduce((sum, { counts }) => sum + (counts[one.key] ?? 0), 0) }));
  return h('p', { class: 'legend' }, sums.filter(({ sum }) => sum).map(({ key, word, colour, sum }) =>
    button('', { title: `Only those: ${word}` }, () => chosen({}, key), h('i', { '--c': colour }), `${sum} ${word}`)));
}

/** The next round number: one that halves well on an axis. */
function roundUp(count) {
  for (let unit = 1; ; unit *= 10) {
    const found = ROUND.map((digit) => digit * unit).find((one) => one >= count);
    if (found) return found;
  }
}
