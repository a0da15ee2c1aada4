'use strict';
// connect on a socket that is connected, or about to be, is what the system says of it.

const net = require('net');
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'connect-again-'));
const file = path.join(folder, 's');
const shown = (text) => String(text).replaceAll(folder, 'FOLDER').replace(/\d{4,5}/g, 'PORT');

function tell(socket) {
  for (const name of ['connectionAttempt', 'connectionAttemptFailed', 'connect', 'ready', 'end', 'finish', 'close']) {
    socket.on(name, (x) => console.log(name, name === 'close' ? x : ''));
  }
  socket.on('error', (err) => console.log(shown(`${err.message} ${JSON.stringify(err)}`)));
  return socket.resume();
}
const once = (emitter, name) => new Promise((resolve) => emitter.once(name, resolve));
const over = (socket) => socket.closed ? undefined : Promise.race([once(socket, 'ready'), once(socket, 'close')]);
const connected = async (to) => { const c = tell(net.connect(to)); await once(c, 'ready'); return c; };
const accepted = async (to, server) => {
  net.connect(to).on('error', () => {}).resume();
  return tell(await once(server, 'connection'));
};

// What each does ends with an error, or with 'ready'.
const situations = {
  'a client': async (to) => { const c = await connected(to); c.connect(to, () => console.log('called')); return c; },
  'a client, for the second time': async (to) => {
    const c = await connected(to);
    c.connect(to);
    await over(c);
    if (!c.closed) c.connect(to);
    return c;
  },
  'a client, twice at once': async (to) => { const c = await connected(to); c.connect(to); c.connect(to); return c; },
  'a client, from another address': async (to) => {
    const c = await connected(to);
    c.connect(to.path ? to : { ...to, localAddress: '127.0.0.1' });
    return c;
  },
  'a client, to nobody': async (to) => { const c = await connected(to); c.connect(1, '127.0.0.1'); return c; },
  'a client, to a path': async (to) => { const c = await connected(to); c.connect(path.join(folder, 'none')); return c; },
  'a client that writes': async (to) => { const c = await connected(to); c.connect(to); c.write('x', (err) => console.log('written', err?.code)); return c; },
  'an accepted socket': async (to, server) => { const s = await accepted(to, server); s.connect(to); return s; },
};

(async () => {
  for (const where of ['TCP', 'path']) {
    for (const [name, play] of Object.entries(situations)) {
      console.log(`-- ${where}: ${name}`);
      const server = net.createServer((s) => s.on('error', () => {}).resume());
      server.listen(where === 'TCP' ? { port: 0, host: '127.0.0.1' } : file);
      await once(server, 'listening');
      const socket = await play(where === 'TCP' ? { port: server.address().port, host: '127.0.0.1' } : { path: file }, server);
      console.log(socket.connecting, socket.readyState);
      await over(socket);
      console.log(socket.connecting, socket.readyState);
      server.close();
      if (!socket.destroyed) { socket.destroy(); await once(socket, 'close'); }
    }
  }
  fs.rmSync(folder, { recursive: true });
  process.exit();
})();
