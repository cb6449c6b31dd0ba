// The event log: what is there, then each event as it happens.
import { byId, clock, element } from './dom.js';

const MOST = 200;

/** The browser asks again by itself when the connection breaks, from where it was (Last-Event-ID). */
export function followLog() {
  const source = new EventSource('/admin/events?last=50');
  source.addEventListener('message', message => {
    const event = JSON.parse(message.data);
    const log = byId('log');
    log.prepend(element('li', { class: event.kind }, clock(event.time), event.text));
    while (log.children.length > MOST) log.lastChild.remove();
  });
}
