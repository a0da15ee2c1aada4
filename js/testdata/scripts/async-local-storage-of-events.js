'use strict';
// Events come in the asynchronous context in which what tells of them was made.
const { AsyncLocalStorage } = require('async_hooks');
const cp = require('child_process'), dns = require('dns'), fs = require('fs'), os = require('os'), path = require('path'), tls = require('tls');
if (process.argv[2] === 'child') {
  process.on('message', (m) => process.send(m));
  return;
}
const storage = new AsyncLocalStorage();
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'context-'));
const read = (name) => fs.readFileSync(path.join(__dirname, '../tls', name));
const seen = (what) => console.log(what, 'in', storage.getStore());
const kinds = {
  watch: (told) => {
    const watcher = fs.watch(dir, () => { watcher.close(); told('event'); });
    storage.run('writer', () => fs.writeFileSync(path.join(dir, 'new'), ''));
  },
  cancel: (told) => {
    const resolver = new dns.Resolver();
    resolver.setServers(['127.0.0.1:1']);
    resolver.resolve4('name.invalid', (err) => told(err.code));
    storage.run('canceler', () => resolver.cancel());
  },
  fork: (told) => {
    const child = cp.fork(__filename, ['child']);
    child.on('message', () => { seen('message'); storage.run('disconnecter', () => child.disconnect()); });
    child.on('disconnect', () => seen('disconnect'));
    child.on('exit', () => told('exit'));
    storage.run('sender', () => child.send('hello'));
  },
  broadcast: (told) => {
    const a = storage.run('other', () => new BroadcastChannel('name')), b = new BroadcastChannel('name');
    storage.run('listener', () => { b.onmessage = () => { a.close(); b.close(); told('message'); }; });
    storage.run('sender', () => a.postMessage(1));
  },
  signal: (told) => {
    const held = setInterval(() => {}, 1000);
    process.once('SIGUSR2', () => { clearInterval(held); told('signal'); });
    storage.run('killer', () => process.kill(process.pid, 'SIGUSR2'));
  },
  'tls 1.3': (told) => secure(told, 'TLSv1.3'),
  'tls 1.2': (told) => secure(told, 'TLSv1.2'),
};
function secure(told, maxVersion) {
  const heard = new Set();
  const hear = (what) => heard.add(`${what} in ${storage.getStore()}`);
  const server = storage.run('maker', () => tls.createServer({
    key: read('server.key'), cert: read('server.crt'), maxVersion,
    SNICallback: (name, done) => { hear('SNICallback'); done(null, null); }, ALPNCallback: () => { hear('ALPNCallback'); return 'x'; },
  }));
  server.on('keylog', () => hear('server keylog'));
  server.on('OCSPRequest', (certificate, issuer, done) => { hear('OCSPRequest'); done(null, null); });
  server.on('secureConnection', (socket) => { hear('secureConnection'); socket.end(); });
  server.listen(0, () => {
    const client = storage.run('client', () => tls.connect({ port: server.address().port, servername: 'name', ALPNProtocols: ['x'], requestOCSP: true, rejectUnauthorized: false }));
    for (const event of ['keylog', 'OCSPResponse', 'secureConnect', 'session', 'end', 'close']) client.on(event, () => hear('client ' + event));
    client.resume().on('close', () => storage.run('closer', () => server.close(() => {
      console.log([...heard].sort().join('\n'));
      told('close');
    })));
  });
}
const names = Object.keys(kinds);
(function next() {
  const name = names.shift();
  if (!name) return fs.rmSync(dir, { recursive: true });
  storage.run(name, () => kinds[name]((what) => {
    seen(what);
    storage.exit(() => setTimeout(next, 1));
  }));
})();
