// The table of nodes. Rows are kept and their cells rewritten, so that a focused button stays focused.
import { ago, byId, element, number } from './dom.js';

const STATES = ['ready', 'drain', 'maint'];
const WEIGHT = 2;
const rows = new Map();

/** @param change called with a function of the node's id that asks the API */
export function drawNodes(nodes, now, change) {
  const body = byId('nodes').tBodies[0];
  const all = nodes.reduce((sum, node) => sum + node.requests, 0);
  for (const [id, row] of rows) {
    if (!nodes.some(node => node.id === id)) {
      row.remove();
      rows.delete(id);
    }
  }
  for (const node of nodes) {
    if (!rows.has(node.id)) {
      const row = emptyRow(node, change);
      rows.set(node.id, row);
      body.append(row);
    }
    fill(rows.get(node.id), node, all, now);
  }
}

function emptyRow(node, change) {
  const row = element('tr', { id: `node-${node.id}` }, element('th', { scope: 'row' }));
  const labels = [...byId('nodes').tHead.rows[0].cells].map(cell => cell.textContent);
  labels.slice(1).forEach(label => row.append(element('td', { 'data-label': label })));
  row.cells[WEIGHT].append(element('input', {
    type: 'number', min: 0, max: 256, 'aria-label': `weight of ${node.id}`,
    onchange: event => change('weight', node.id, event.target.valueAsNumber),
  }));
  row.lastChild.className = 'change';
  row.lastChild.append(...buttons(node.id, change));
  return row;
}

function buttons(id, change) {
  return STATES.map(state => element('button', {
    'data-state': state, 'aria-label': `${state} ${id}`, onclick: () => change('state', id, state),
  }, state)).flatMap(button => [button, ' ']);
}

function fill(row, node, all, now) {
  const check = node.lastCheck;
  const values = [
    [node.status, more(node)],
    null, [node.limit ? `${node.inFlight} / ${node.limit}` : node.inFlight],
    [number(node.requests)], [all ? `${number(100 * node.requests / all, 1)} %` : '–'],
    [`${number(node.ratePerSecond)}/s`],
    [number(node.latencyMillis.p50, 1)], [number(node.latencyMillis.p95, 1)], [number(node.latencyMillis.p99, 1)],
    [number(node.unreachable + node.broken + node['5xx'])], [number(node.retried)],
    [node.stickyClients], [ago(node.lastMillis, now)],
    [`${check.status}${check.code ? `/${check.code}` : ''} in ${check.durationMillis} ms`, check.reason],
  ];
  row.className = colour(node);
  write(row.cells[0], [node.id, node.address]);
  values.forEach((value, i) => value && write(row.cells[i + 1], value));
  for (const button of row.querySelectorAll('button')) {
    button.setAttribute('aria-pressed', button.dataset.state === node.state);
  }
  const weight = row.querySelector('input');
  if (document.activeElement !== weight) weight.value = node.weight;
}

/** What the status does not say by itself. */
function more(node) {
  if (node.ejected) return `ejected for ${Math.ceil(node.ejected.secondsLeft)} s: ${node.ejected.reason}`;
  if (node.drainSecondsLeft !== null) return `MAINT in ${Math.ceil(node.drainSecondsLeft)} s`;
  if (node.throttle < 100) return `slow start, ${node.throttle} %`;
  return node.status === node.health || node.status === 'MAINT' ? '' : node.health;
}

function write(cell, [text, small]) {
  const shown = small ? `${text}\n${small}` : String(text);
  if (cell.dataset.shown === shown) return;
  cell.dataset.shown = shown;
  cell.replaceChildren(String(text), ...(small ? [element('small', {}, small)] : []));
}

/** HAProxy's: green, blue, brown, red; yellow on the way. */
function colour(node) {
  const status = node.status;
  if (status === 'MAINT') return 'maint';
  if (status.startsWith('DOWN')) return status === 'DOWN' ? 'down' : 'going';
  if (status === 'DRAIN') return 'drain';
  if (status === 'NOLB') return 'leaving';
  return status === 'UP' ? 'up' : 'going';
}
