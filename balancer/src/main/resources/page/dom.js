// What everything on the page needs to draw itself.

/** An element with its attributes, properties starting with "on", and children, of which absent ones are left out; text is never taken for HTML. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child));
  return made;
}

export const byId = id => document.getElementById(id);

export const clock = time => {
  const at = new Date(time);
  return element('time', { datetime: at.toISOString() }, at.toLocaleTimeString());
};

export function ago(millis, now) {
  if (!millis) return 'never';
  const seconds = Math.max(0, Math.round((now - millis) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min ago` : `${Math.floor(seconds / 3600)} h ago`;
}

export const number = (value, digits = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
