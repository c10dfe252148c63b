'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const byId = id => document.getElementById(id);
const canvas = byId('canvas'), view = byId('view'), tip = byId('tip'), panel = byId('panel');
const search = byId('search'), found = byId('found');
const size = { w: +canvas.dataset.width, h: +canvas.dataset.height };
const boxes = [...view.querySelectorAll('[data-box]')];
const wires = [...view.querySelectorAll('[data-wire]')];

// ---- Where we look: a point of the drawing is shown at k·point + (x, y).

let k = 1, x = 0, y = 0;

function show() {
  view.setAttribute('transform', `translate(${x} ${y}) scale(${k})`);
  canvas.classList.toggle('far', k < .3);
}

function fit() {
  const r = canvas.getBoundingClientRect();
  k = Math.min(r.width / size.w, r.height / size.h, 1.5);
  x = (r.width - k * size.w) / 2;
  y = (r.height - k * size.h) / 2;
  show();
}

function zoom(factor, cx, cy) {
  const r = canvas.getBoundingClientRect();
  const px = cx === undefined ? r.width / 2 : cx - r.left;
  const py = cy === undefined ? r.height / 2 : cy - r.top;
  const next = Math.min(8, Math.max(.02, k * factor));
  x = px - (px - x) * next / k;
  y = py - (py - y) * next / k;
  k = next;
  show();
}

function centre(box) {
  const b = box.querySelector('rect').getBBox(), r = canvas.getBoundingClientRect();
  k = Math.max(k, .8);
  x = r.width / 2 - k * (b.x + b.width / 2);
  y = r.height / 2 - k * (b.y + b.height / 2);
  show();
}

canvas.addEventListener('wheel', e => {
  e.preventDefault();
  zoom(Math.exp(-e.deltaY * (e.deltaMode ? .05 : .0015)), e.clientX, e.clientY);
}, { passive: false });

// ---- Fingers and mouse: one moves, two zoom.

const down = new Map();
let moved = 0;

canvas.addEventListener('pointerdown', e => {
  if (e.button === 0) {
    down.set(e.pointerId, e);
    moved = 0;
  }
});

addEventListener('pointermove', e => {
  const before = down.get(e.pointerId);
  if (!before) return;
  const other = [...down.values()].find(p => p.pointerId !== e.pointerId);
  if (other) {
    const far = p => Math.hypot(p.clientX - other.clientX, p.clientY - other.clientY) || 1;
    zoom(far(e) / far(before), (e.clientX + other.clientX) / 2, (e.clientY + other.clientY) / 2);
  } else {
    x += e.clientX - before.clientX;
    y += e.clientY - before.clientY;
    show();
  }
  moved += Math.abs(e.clientX - before.clientX) + Math.abs(e.clientY - before.clientY);
  if (moved > 4) {
    canvas.classList.add('moving');
    tip.hidden = true;
  }
  down.set(e.pointerId, e);
});

for (const type of ['pointerup', 'pointercancel']) {
  addEventListener(type, e => {
    down.delete(e.pointerId);
    canvas.classList.remove('moving');
  });
}

// ---- What there is to say about a box or a line. Texts are only ever set as text.

function describe(target, into) {
  into.replaceChildren();
  if (target.dataset.box !== undefined) {
    const b = data.boxes[target.dataset.box];
    const title = document.createElement('h2'), list = document.createElement('dl');
    title.textContent = b.title;
    for (const [what, how] of [['role', b.role], ...b.details]) {
      const dt = document.createElement('dt'), dd = document.createElement('dd');
      dt.textContent = what;
      dd.textContent = how;
      list.append(dt, dd);
    }
    into.append(title, list);
  } else {
    const text = document.createElement('div');
    text.className = 'lines';
    text.textContent = data.wires[target.dataset.wire][2];
    into.append(text);
  }
}

function tipAt(target, cx, cy) {
  describe(target, tip);
  tip.hidden = false;
  const r = tip.parentElement.getBoundingClientRect();
  const left = cx - r.left + 14, top = cy - r.top + 14;
  tip.style.left = Math.max(4, Math.min(left, r.width - tip.offsetWidth - 6)) + 'px';
  tip.style.top = Math.max(4, top + tip.offsetHeight > r.height ? top - tip.offsetHeight - 28 : top) + 'px';
}

const target = e => e.target.closest('[data-box], [data-wire]');

canvas.addEventListener('pointermove', e => {
  const t = target(e);
  if (t && !down.size) tipAt(t, e.clientX, e.clientY);
  else tip.hidden = true;
});
canvas.addEventListener('pointerleave', () => { tip.hidden = true; });
// On the document: an SVG element that listens to the focus could get it.
addEventListener('focusin', e => {
  if (e.target.dataset.box === undefined || !e.target.matches(':focus-visible')) return;
  let r = e.target.getBoundingClientRect();
  const c = canvas.getBoundingClientRect();
  if (r.left < c.left || r.right > c.right || r.top < c.top || r.bottom > c.bottom) {
    centre(e.target);
    r = e.target.getBoundingClientRect();
  }
  tipAt(e.target, r.right - 14, r.bottom - 14);
});
addEventListener('focusout', () => { tip.hidden = true; });

// ---- A chosen box: what it was made of, and what was made of it.

const above = data.boxes.map(() => []), below = data.boxes.map(() => []);
data.wires.forEach(([from, to], i) => {
  above[to].push([from, i]);
  below[from].push([to, i]);
});
data.boxes.forEach((b, i) => {
  if (b.standsFor >= 0) {
    above[i].push([b.standsFor, -1]);
    below[b.standsFor].push([i, -1]);
  }
});

function reach(start, next, on, lines) {
  const open = [start], seen = new Set(open);
  while (open.length) {
    for (const [box, wire] of next[open.pop()]) {
      if (wire >= 0) lines.add(wire);
      if (!seen.has(box)) {
        seen.add(box);
        open.push(box);
      }
    }
  }
  seen.forEach(b => on.add(b));
}

function choose(box) {
  const id = +box.dataset.box, on = new Set(), lines = new Set();
  reach(id, above, on, lines);
  reach(id, below, on, lines);
  boxes.forEach(b => {
    b.classList.toggle('on', on.has(+b.dataset.box));
    b.classList.toggle('chosen', b === box);
  });
  wires.forEach(w => w.classList.toggle('on', lines.has(+w.dataset.wire)));
  canvas.classList.add('choosing');
  const b = document.createElement('div');
  describe(box, b);
  panel.replaceChild(b.querySelector('h2'), panel.querySelector('h2'));
  panel.replaceChild(b.querySelector('dl'), panel.querySelector('dl'));
  panel.hidden = false;
  tip.hidden = true;
}

function clear() {
  canvas.classList.remove('choosing', 'seeking');
  boxes.forEach(b => b.classList.remove('chosen', 'hit'));
  panel.hidden = true;
  tip.hidden = true;
  search.value = '';
  found.value = '';
}

function open(box) {
  const real = data.boxes[box.dataset.box].standsFor;
  if (real >= 0) centre(boxes.find(b => +b.dataset.box === real));
  choose(real >= 0 ? boxes.find(b => +b.dataset.box === real) : box);
}

canvas.addEventListener('click', e => {
  if (moved > 4) return;
  const t = target(e);
  if (t && t.dataset.box !== undefined) open(t);
  else if (!t) clear();
});
canvas.addEventListener('dblclick', e => { if (!target(e)) zoom(1.6, e.clientX, e.clientY); });
byId('close').addEventListener('click', clear);

// ---- Search: in names and in all that is said about a box.

let hits = [], at = -1;

function seek() {
  const text = search.value.trim().toLowerCase();
  const has = b => [b.title, ...b.details.map(d => d.join(' '))].some(s => s.toLowerCase().includes(text));
  hits = text ? boxes.filter(b => has(data.boxes[b.dataset.box])) : [];
  at = -1;
  boxes.forEach(b => b.classList.toggle('hit', hits.includes(b)));
  canvas.classList.toggle('seeking', text !== '');
  canvas.classList.remove('choosing');
  found.value = text ? `${hits.length} found` : '';
}

search.addEventListener('input', seek);
search.addEventListener('keydown', e => {
  if (e.key === 'Enter' && hits.length) {
    at = (at + (e.shiftKey ? hits.length - 1 : 1)) % hits.length;
    centre(hits[at]);
    found.value = `${at + 1} of ${hits.length}`;
  }
});

// ---- Keys and buttons.

byId('in').addEventListener('click', () => zoom(1.3));
byId('out').addEventListener('click', () => zoom(1 / 1.3));
byId('fit').addEventListener('click', fit);

addEventListener('keydown', e => {
  if (e.key === 'Escape') {
    clear();
    search.blur();
    return;
  }
  if (e.ctrlKey || e.metaKey || e.altKey || e.target === search) return;
  const step = e.shiftKey ? 240 : 60;
  const act = {
    '+': () => zoom(1.3), '=': () => zoom(1.3), '-': () => zoom(1 / 1.3), '0': fit, '/': () => search.focus(),
    ArrowLeft: () => { x += step; show(); }, ArrowRight: () => { x -= step; show(); },
    ArrowUp: () => { y += step; show(); }, ArrowDown: () => { y -= step; show(); },
    Enter: () => { if (e.target.dataset && e.target.dataset.box !== undefined) open(e.target); },
  }[e.key];
  if (act) {
    act();
    if (e.key !== 'Enter') e.preventDefault();
  }
});

// A line is thin: a wide transparent one below it takes the pointer.
wires.forEach(w => {
  const wide = w.querySelector('path').cloneNode();
  wide.setAttribute('class', 'wide');
  w.prepend(wide);
});

let fitted = true;
new ResizeObserver(() => { if (fitted) fit(); }).observe(canvas);
for (const type of ['wheel', 'pointerdown', 'keydown']) addEventListener(type, () => { fitted = false; }, { passive: true });
byId('fit').addEventListener('click', () => { fitted = true; });
fit();
