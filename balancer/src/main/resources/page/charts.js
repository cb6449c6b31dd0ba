// What each node got, and how long it took, between two looks at its counters.
/* global Chart */
import { byId } from './dom.js';

const SECONDS = 120;
const MOST_LINES = 12;
// Okabe and Ito's palette, told apart by colour-blind readers as well; then lighter again.
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#56b4e9', '#b9a800', '#7f7f7f', '#5a4fcf', '#8c564b', '#17becf', '#98df8a'];

const labels = [];
const lines = new Map();
let before;
let share;
let latency;

const dark = matchMedia('(prefers-color-scheme: dark)');

function takeColours() {
  const style = getComputedStyle(document.documentElement);
  Chart.defaults.color = style.getPropertyValue('--soft');
  Chart.defaults.borderColor = style.getPropertyValue('--line');
  share?.update();
  latency?.update();
}

export function startCharts() {
  Chart.defaults.animation = false;
  dark.addEventListener('change', takeColours);
  takeColours();
  share = chart('share', { stacked: true, max: 100, fill: true });
  latency = chart('latency', { stacked: false, fill: false });
}

function chart(id, { stacked, max, fill }) {
  return new Chart(byId(id), {
    type: 'line',
    data: { labels, datasets: [] },
    options: {
      maintainAspectRatio: false,
      scales: { x: { ticks: { maxTicksLimit: 6, maxRotation: 0 } }, y: { min: 0, max, stacked } },
      plugins: { legend: { position: 'bottom' }, tooltip: { mode: 'index', intersect: false } },
      elements: { point: { radius: 0 }, line: { borderWidth: 2, fill: fill ? 'stack' : false } },
    },
  });
}

export function drawCharts(nodes, now) {
  const counts = new Map(nodes.map(node => [node.id, sums(node)]));
  if (before) add(nodes, counts, now);
  before = counts;
}

function sums({ requests, latencyMillis }) {
  const { count, mean } = latencyMillis;
  return { requests, count, total: count * mean };
}

function add(nodes, counts, now) {
  const grown = nodes.map(node => {
    const [old, fresh] = [before.get(node.id) ?? counts.get(node.id), counts.get(node.id)];
    const answers = fresh.count - old.count;
    // Counters that fell were reset in between: this one look says nothing.
    return { id: node.id, requests: Math.max(0, fresh.requests - old.requests), mean: answers > 0 ? (fresh.total - old.total) / answers : null };
  });
  const all = grown.reduce((sum, node) => sum + node.requests, 0);
  labels.push(new Date(now).toLocaleTimeString());
  shown(grown).forEach(node => {
    const line = lines.get(node.id) ?? makeLine(node.id);
    line.share.data.push(all ? 100 * node.requests / all : null);
    line.latency.data.push(node.mean);
  });
  for (const { share: s, latency: l } of lines.values()) {
    while (s.data.length < labels.length) { s.data.push(null); l.data.push(null); }
    if (labels.length > SECONDS) { s.data.shift(); l.data.shift(); }
  }
  if (labels.length > SECONDS) {
    labels.shift();
    forgetLines();
  }
  share.update();
  latency.update();
}

/** Each node, or the first ones and the sum of the others. */
function shown(grown) {
  if (grown.length <= MOST_LINES) return grown;
  const rest = grown.slice(MOST_LINES - 1);
  const requests = rest.reduce((sum, node) => sum + node.requests, 0);
  const busy = rest.filter(node => node.mean !== null);
  const mean = busy.length ? busy.reduce((sum, node) => sum + node.mean * node.requests, 0) / Math.max(1, requests) : null;
  return [...grown.slice(0, MOST_LINES - 1), { id: 'the others', requests, mean }];
}

/** Of nodes that are gone for as long as the charts reach back. */
function forgetLines() {
  for (const [id, line] of lines) {
    if (line.share.data.every(value => value === null)) {
      lines.delete(id);
      share.data.datasets = share.data.datasets.filter(set => set !== line.share);
      latency.data.datasets = latency.data.datasets.filter(set => set !== line.latency);
    }
  }
}

const short = id => id.length > 18 ? `${id.slice(0, 17)}…` : id;

function makeLine(id) {
  const colour = COLOURS[lines.size % COLOURS.length];
  const blank = () => Array(labels.length - 1).fill(null);
  const line = {
    share: { label: short(id), data: blank(), borderColor: colour, backgroundColor: `${colour}88` },
    latency: { label: short(id), data: blank(), borderColor: colour, spanGaps: true },
  };
  lines.set(id, line);
  share.data.datasets.push(line.share);
  latency.data.datasets.push(line.latency);
  return line;
}
