'use strict';
/* What the page can do with a script: arcs of a chosen state, the keyboard on the map, sorting, colours, links into closed parts. */
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const svg = $('svg.map'), section = $('#map'), panel = $('#chosen'), hint = $('#hint');
  const [places, draws] = JSON.parse($('#draws').textContent);
  const place = new Map(places.map(([code, name, x, y, wide]) => [code, { name, x, y, wide }]));
  const drawn = new Map(draws.map(([code, out, into]) => [code, [pairs(out), pairs(into)]]));
  const links = $$('.land a', svg), codeOf = link => link.id.slice(2);
  let arcs = null, chosen = null;

  function pairs(flat) {
    const found = [];
    for (let i = 0; i < flat.length; i += 2) found.push({ code: flat[i], amount: flat[i + 1] / 1e6 });
    return found;
  }

  function element(name, attributes, ...inside) {
    const made = name.startsWith('svg:') ? document.createElementNS('http://www.w3.org/2000/svg', name.slice(4)) : document.createElement(name);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    made.append(...inside);
    return made;
  }

  /* Arcs: the shorter way round the globe, twice where that leads over the edge of the map. */
  function ways(a, b) {
    const turn = Math.abs(b.x - a.x) <= b.wide / 2 ? 0 : Math.sign(a.x - b.x);
    const way = (dx, ex) => {
      const ax = a.x + dx, bx = b.x + ex, mx = (ax + bx) / 2 - (b.y - a.y) * .18, my = (a.y + b.y) / 2 + (bx - ax) * .18;
      return `M${ax} ${a.y}Q${mx.toFixed(1)} ${my.toFixed(1)} ${bx} ${b.y}`;
    };
    return turn ? [way(0, turn * b.wide), way(-turn * a.wide, 0)] : [way(0, 0)];
  }

  function arc(from, to, amount, most, kind) {
    const width = Math.max(.8, 7 * amount / most).toFixed(1), group = element('svg:g', {});
    group.append(element('svg:title', {}, `${from.name} drawn in beside ${to.name}: ${amount.toFixed(4)} new disputes a year`));
    for (const d of ways(from, to))
      group.append(element('svg:path', { class: 'halo', 'stroke-width': +width + 2, d }),
                   element('svg:path', { class: kind, 'stroke-width': width, d, 'marker-end': `url(#to-${kind})` }));
    return group;
  }

  function sample(kind) {
    const path = element('svg:path', { class: kind, 'stroke-width': 3, d: 'M0 7h30' });
    return element('svg:svg', { class: 'swatch', viewBox: '0 0 30 14', 'aria-hidden': 'true' }, path);
  }

  function sentence(kind, words, list) {
    if (!list.length) return '';
    const named = list.map(({ code, amount }) => `${place.get(code).name} ${amount.toFixed(4)}`).join(', ');
    return element('p', {}, sample(kind), ` ${words} ${named}`);
  }

  function describe(code) {
    const row = document.getElementById('row-' + code), cells = [...row.children], [out, into] = drawn.get(code);
    const newest = cells[cells.length - 1].textContent;
    const more = element('a', { href: '#state-' + code }, 'What it is made of');
    panel.replaceChildren(
      element('p', {}, element('b', {}, place.get(code).name), ` ${cells[2].textContent} expected disputes, rank ${cells[0].textContent.replace(' ', ' (')}), newest record ${newest}. `, more),
      sentence('draws', 'It would be drawn in, by an obligation, beside', out),
      sentence('drawn', 'Beside it would be drawn in', into));
    if (!out.length && !into.length) panel.append(element('p', {}, 'No obligation that draws in anybody.'));
  }

  function clear() {
    arcs?.remove();
    arcs = chosen = null;
    $('.lines', svg).style.display = '';
    for (const link of $$('.land .chosen', svg)) link.classList.remove('chosen');
    panel.hidden = true;
    hint.hidden = false;
  }

  function choose(code) {
    if (code === chosen || !drawn.has(code)) return;
    clear();
    chosen = code;
    const [out, into] = drawn.get(code), here = place.get(code), most = Math.max(...out.concat(into).map(d => d.amount), 1e-9);
    arcs = element('svg:g', { class: 'arcs' }, ...out.map(d => arc(here, place.get(d.code), d.amount, most, 'draws')),
                   ...into.map(d => arc(place.get(d.code), here, d.amount, most, 'drawn')));
    const lines = $('.lines', svg);
    lines.style.display = 'none';
    lines.after(arcs);
    const link = document.getElementById('m-' + code);
    if (link) {
      link.classList.add('chosen');
      link.parentNode.append(link);
    }
    describe(code);
    panel.hidden = false;
    hint.hidden = true;
  }

  /* One stop for Tab; arrow keys go to the nearest state that way. */
  function rove(link) {
    for (const other of links) other.tabIndex = other === link ? 0 : -1;
  }

  function nearest(code, dx, dy) {
    const from = place.get(code);
    let best = null, least = Infinity;
    for (const link of links) {
      const to = place.get(codeOf(link)), along = (to.x - from.x) * dx + (to.y - from.y) * dy;
      const aside = Math.abs((to.x - from.x) * dy) + Math.abs((to.y - from.y) * dx), far = along + 2 * aside;
      if (along > 1 && far < least) [best, least] = [link, far];
    }
    return best;
  }

  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  svg.addEventListener('keydown', event => {
    const link = event.target.closest('a'), step = steps[event.key];
    if (event.key === 'Escape') clear();
    if (!link || !step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = nearest(codeOf(link), ...step);
    if (!next) return;
    rove(next);
    choose(codeOf(next));
    next.focus({ preventScroll: true });
  });
  svg.addEventListener('click', event => {
    const link = event.target.closest('.land a');
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!link) return clear();
    event.preventDefault();
    rove(link);
    if (codeOf(link) === chosen && event.detail) return clear();
    choose(codeOf(link));
    link.focus({ preventScroll: true });
  });
  if (links.length) rove($(section.dataset.chosen ? '#m-' + CSS.escape(section.dataset.chosen) : '.land a', svg) ?? links[0]);
  hint.hidden = false;
  if (section.dataset.chosen) choose(section.dataset.chosen);

  /* Colours: expected disputes, or what changed. */
  const colors = $('#colors');
  if (colors) {
    colors.hidden = false;
    colors.addEventListener('change', event => {
      const change = event.target.value === 'change';
      svg.classList.toggle('change', change);
      svg.classList.toggle('level', !change);
      $('.legend.change').hidden = !change;
      $('.legend.level').hidden = change;
    });
  }

  /* Sorting: numbers by size, days and names by text; what is unknown last. */
  const body = $('#ranking tbody'), heads = $$('#ranking thead th');
  function key(row, column) {
    const text = row.children[column].textContent.trim(), number = parseFloat(text);
    if (/^\d{4}(-\d\d)*$/.test(text)) return text;
    if (Number.isFinite(number)) return number;
    return column === 1 ? text : null;
  }
  function compare(a, b) {
    if (a === null || b === null) return 0;
    return typeof a === 'string' && typeof b === 'string' ? a.localeCompare(b, 'en') : a - b;
  }
  function sort(column) {
    const head = heads[column], first = column < 2 ? 'ascending' : 'descending';
    const other = first === 'ascending' ? 'descending' : 'ascending';
    const order = head.getAttribute('aria-sort') === first ? other : first, sign = order === 'ascending' ? 1 : -1;
    for (const each of heads) each.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', order);
    const rows = [...body.rows].map(row => [key(row, column), row]);
    rows.sort(([a], [b]) => (a === null) - (b === null) || sign * compare(a, b));
    body.append(...rows.map(([, row]) => row));
  }
  heads.forEach((head, column) => {
    if ('fixed' in head.dataset) return;
    const button = element('button', { type: 'button' }, ...head.childNodes);
    button.addEventListener('click', () => sort(column));
    head.append(button);
  });
  heads[0].setAttribute('aria-sort', 'ascending');

  /* A link into a closed part opens it. */
  function reveal() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    if (target) target.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  reveal();
})();
