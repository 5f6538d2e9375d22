// The people's side of the server.
async function answered(response) {
  const value = await response.json();
  if (!response.ok) throw new Error(value.error ?? response.statusText);
  return value;
}

export const get = async (path) => answered(await fetch(path));

export const post = async (path, body = {}) =>
  answered(await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }));

// Hears of every change; resolves once it listens. After a break it starts again and says so with the event "again".
export function listen(person, hear) {
  let delay = 500;
  let socket;
  let before = false;
  let first;
  const listening = new Promise((resolve) => { first = resolve; });
  const open = () => {
    socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live/${person}`);
    socket.onopen = () => {
      delay = 500;
      if (before) hear({ event: "again" });
      before = true;
      first();
    };
    socket.onmessage = (message) => hear(JSON.parse(message.data));
    socket.onclose = () => { setTimeout(open, delay); delay = Math.min(delay * 2, 8000); };
  };
  open();
  return listening;
}
