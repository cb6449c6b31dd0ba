// The admin API, as seen by its own page.

export const get = path => ask('GET', path);
export const post = path => ask('POST', path);
export const send = (method, path, body) => ask(method, path, body);

const TOKEN = 'scales-admin-token';
export const token = () => sessionStorage.getItem(TOKEN) ?? '';
export const keepToken = text => sessionStorage.setItem(TOKEN, text);

/** Throws an Error whose `status` is the answer's, whose message is the API's sentence. */
async function ask(method, path, body) {
  const headers = {};
  if (token()) headers.authorization = `Bearer ${token()}`;
  if (body) headers['content-type'] = 'application/json';
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  const said = (answer.headers.get('content-type') ?? '').startsWith('application/json') ? await answer.json() : {};
  if (!answer.ok) {
    throw Object.assign(new Error(said.error ?? `${method} ${path}: ${answer.status}`), { status: answer.status });
  }
  return said;
}
