// Why the last requests went where they went.
import { byId, clock, element, number } from './dom.js';

let newest;

/** Not drawn again while somebody reads one, or is about to: what he points at, or has focused, must not slip away. */
export function drawDecisions(decisions) {
  const list = byId('decisions');
  const inUse = list.querySelector('details[open]') || list.matches(':hover') || list.contains(document.activeElement);
  if (inUse || decisions[0]?.number === newest) return;
  newest = decisions[0]?.number;
  list.replaceChildren(...decisions.map(line));
}

function line(decision) {
  const { affinity } = decision;
  return element('li', {}, element('details', {},
    element('summary', {}, clock(decision.time), decision.reason),
    element('ul', {},
      item(`${decision.method} ${decision.path} from ${decision.client}, attempt ${decision.attempt}: ${decision.outcome}`),
      item(`request ${decision.requestId}, strategy ${decision.strategy}`),
      affinity.named && item(`affinity for ${affinity.named}: ${affinity.outcome}${affinity.because ? `, ${affinity.because}` : ''}`),
      decision.waitedMillis > 0 && item(`waited ${number(decision.waitedMillis, 1)} ms for a place`),
      decision.candidates.length && item(`candidates: ${decision.candidates.map(candidate).join(', ')}`),
      ...decision.leftOut.map(left => item(`${left.node} left out: ${left.because}`)))));
}

const item = text => element('li', {}, text);
const candidate = ({ node, score }) => score === null ? node : `${node} (${number(score, 3)})`;
