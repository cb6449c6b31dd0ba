// Looks at the balancer once a second, and asks it to change things.
import { get, keepToken, post, send, token } from './api.js';
import { drawCharts, startCharts } from './charts.js';
import { drawDecisions } from './decisions.js';
import { byId, element, number } from './dom.js';
import { followLog } from './log.js';
import { drawNodes } from './nodes.js';

const LOOK_MILLIS = 1000;

async function look() {
  try {
    const [nodes, stats, strategy, hints, decisions] = await Promise.all([
      get('/admin/nodes'), get('/admin/stats'), get('/admin/strategy'), unlessRefused('/admin/hints', { hints: [] }),
      unlessRefused('/admin/decisions?last=20', { decisions: [] })]);
    const now = Date.parse(stats.time);
    drawNodes(nodes.nodes, now, change);
    drawCharts(nodes.nodes, now);
    drawTotals(stats);
    drawStrategy(strategy);
    drawHints(hints.hints);
    drawDecisions(decisions.decisions);
    byId('connection').textContent = `live, ${new Date(now).toLocaleTimeString()}`;
  } catch (broken) {
    byId('connection').textContent = `no answer from the balancer: ${broken.message}`;
  }
}

/** What shows clients needs the token where changes do; the rest of the page does without. */
const unlessRefused = (path, nothing) => get(path).catch(refused => {
  if (refused.status !== 401 && refused.status !== 403) throw refused;
  byId('token-form').hidden = false;
  return nothing;
});

async function lookAgainAndAgain() {
  await look();
  // Not a fixed rhythm: a slow balancer must not be asked twice at once.
  setTimeout(lookAgainAndAgain, document.hidden ? 5 * LOOK_MILLIS : LOOK_MILLIS);
}

function drawTotals({ total, waiting, mostWaiting, connections }) {
  byId('totals').textContent = `${number(total.requests)} requests, ${number(total.ratePerSecond)}/s, ${total.current} under way`
    + ` · ${waiting} waiting for a place (at most ${mostWaiting}) · ${number(total['5xx'])} answered with 5xx`
    + ` · ${number(total.abandoned)} left by clients · ${number(connections.current)} connections`;
}

let drawnStrategy;

function drawStrategy({ strategy, rule, caution }) {
  byId('rule').textContent = caution ? `${rule} ${caution}` : rule;
  if (strategy === drawnStrategy) return;
  drawnStrategy = strategy;
  byId('sticky').checked = strategy.startsWith('sticky-cookie');
  byId('strategy').value = strategy.replace('sticky-cookie+', '');
}

function drawHints(hints) {
  byId('hints').replaceChildren(...hints.map(hint => element('li', {}, element('b', {}, hint.text), ` ${hint.advice}`)));
}

const changes = {
  state: (id, state) => post(`/admin/nodes/${encodeURIComponent(id)}/${state}`),
  weight: (id, weight) => send('PATCH', `/admin/nodes/${encodeURIComponent(id)}`, { weight }),
};

const change = (kind, id, value) => attempt(
  () => changes[kind](id, value),
  () => kind === 'state' && post(`/admin/nodes/${encodeURIComponent(id)}/${value}?force=true`));

/** @param forced what to do instead when the API says that this would leave nobody, and the operator insists */
async function attempt(asked, forced) {
  const problem = byId('problem');
  problem.hidden = true;
  try {
    await asked();
  } catch (refused) {
    if (refused.status === 409 && forced && /force=true/.test(refused.message) && confirm(`${refused.message}\n\nDo it all the same?`)) {
      return attempt(forced);
    }
    problem.textContent = refused.message;
    problem.hidden = false;
    if (refused.status === 401 || refused.status === 403) askForToken();
  }
  return look();
}

function askForToken() {
  byId('token-form').hidden = false;
  byId('token').focus();
}

async function start() {
  startCharts();
  const { strategies } = await get('/admin/strategies');
  byId('strategy').append(...strategies.filter(entry => entry.name !== 'sticky-cookie')
    .map(entry => element('option', { value: entry.name }, entry.alias ? `${entry.name} (${entry.alias})` : entry.name)));
  byId('strategy-form').addEventListener('submit', event => {
    event.preventDefault();
    const name = byId('strategy').value;
    attempt(() => send('PUT', '/admin/strategy', { strategy: byId('sticky').checked ? `sticky-cookie+${name}` : name }));
  });
  byId('reset-form').addEventListener('submit', event => {
    event.preventDefault();
    attempt(() => post('/admin/stats/reset'));
  });
  byId('token-form').hidden = !token();
  byId('token').value = token();
  byId('token').addEventListener('change', event => keepToken(event.target.value));
  byId('token-form').addEventListener('submit', event => {
    event.preventDefault();
    keepToken(byId('token').value);
  });
  followLog();
  lookAgainAndAgain();
}

start();
