'use strict';
// Shared helper for the order recordings in this folder.
//
// Every printed line is `<who> <event> [detail]`. What is promised to be stable
// is the order of lines per `who`; lines of different `who`s may interleave
// differently from run to run (client and server live in one process).
//
// Conventions
//   watch(emitter, who, opts)  subscribes to the emitter's events, see below
//   log(who, text)             prints one line
//   call(obj, method, ...args) prints `<who> call-<method> <args>` BEFORE the call;
//                              prints `<who> <method>-returned <v>` if it returns a
//                              boolean / null / string / Buffer;
//                              prints `<who> <method>-threw CODE: message` if it throws
//   cb(who, label)             a callback printing `<who> <label> ok` or
//                              `<who> <label> CODE: message`
//   props(obj, ...names)       prints `<who> props name=value ...`
//   serve(...), pair(...)      set-up helpers, see below
//   quiet(ms, ...whos)         a promise; after ms of waiting prints `<who> quiet` for
//                              each who: proof that an event did NOT come before that
//   takePort(), closedPort(fn), deaf(port, hosts, fn)
//                              ports that are nobody else's, see below
//   later(fn, ms)              setTimeout that lets what has arrived have its turn first
//   arrived(s, n, fn)          calls fn once the socket s has read n bytes
//
// watch options
//   skip: ['data', ...]  leave those events out (watching 'data' starts the flow)
//   readable: true       watch 'readable' instead of 'data' (prints readableLength,
//                        reads nothing)
//   sum: true            do not print data chunks, only `data-total N` just before
//                        'end' and, if it changed since or was not printed, 'close'
//
// Masking: ephemeral ports become PORT, temporary paths become PATH, a character
// repeated 50 times or more becomes <N times c>.

const net = require('node:net');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const names = new WeakMap();
let tmpDir = null;
const masks = [];

// Where the scripts are only compared, a busy machine may take longer.
const patience = +(process.env.NODENET_PATIENCE ?? 2000);
const watchdog = setTimeout(() => {
  fs.writeSync(2, `watchdog: still alive after ${patience / 1000} s\n`);
  process.exit(3);
}, patience);
watchdog.unref();

process.on('exit', () => {
  if (tmpDir) fs.rmSync(tmpDir, { recursive: true, force: true });
});

function mask(text) {
  text = String(text);
  for (const m of masks) text = text.split(m.from).join(m.to);
  if (tmpDir) text = text.split(tmpDir).join('PATH');
  text = text.replace(/(127\.0\.0\.\d+|192\.0\.2\.1|::ffff:127\.0\.0\.1|::1|::|0\.0\.0\.0|localhost|undefined|null):(\d{4,5})(?!\d)/g,
                      (m, host, port) => (port > 1023 && port < 65536 ? `${host}:PORT` : m));
  text = text.replace(/(.)\1{49,}/g, (m, c) => `<${m.length} times ${c}>`);
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\x00-\x1f\x7f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function log(who, text) {
  fs.writeSync(1, `${who} ${mask(text)}\n`);
}

function maskValue(from, to) {
  masks.push({ from: String(from), to });
}

// A path inside a fresh temporary folder, removed at exit.
function tmpPath(name = 's') {
  if (!tmpDir) tmpDir = fs.mkdtempSync(path.join(os.tmpdir(), 'nn-'));
  return path.join(tmpDir, name);
}

function errText(err) {
  if (err === null || err === undefined) return String(err);
  if (!(err instanceof Error)) return `non-Error ${show(err)}`;
  let text = `${err.code === undefined ? '-' : err.code}: ${err.message}`;
  if (err.name === 'AbortError') text += ` (name=AbortError)`;
  if (err.errors) text += ` (AggregateError of ${err.errors.map((e) => `[${errText(e)}]`).join(' ')})`;
  return text;
}

function show(v) {
  if (typeof v === 'string') {
    return v.length > 60 ? `${v.length} chars` : JSON.stringify(v);
  }
  if (Buffer.isBuffer(v) || v instanceof Uint8Array) {
    if (v.length > 60) return `${v.length} bytes`;
    const b = Buffer.from(v.buffer, v.byteOffset, v.byteLength);
    const s = b.toString('utf8');
    return Buffer.from(s).equals(b) && !/[\x00-\x08\x0e-\x1f]/.test(s) ? JSON.stringify(s) : `hex:${b.toString('hex')}`;
  }
  if (typeof v === 'function') return 'fn';
  if (v instanceof Error) return `Error(${v.message})`;
  if (v && typeof v === 'object') {
    if (names.has(v)) return names.get(v);
    if (v instanceof net.Socket || v instanceof net.Server) return v.constructor.name;
    if (v instanceof AbortSignal) return 'AbortSignal';
    return `{${Object.entries(v).map(([k, x]) => `${k}:${/port/i.test(k) && x > 1023 && x < 65536 ? 'PORT' : show(x)}`).join(',')}}`;
  }
  if (typeof v === 'number' && v >= 1024 && v < 65536 && seenPorts.has(v)) return 'PORT';
  return String(v);
}
const seenPorts = new Set();
function seePort(p) {
  if (p > 1023) seenPorts.add(p);
}

function isServer(x) {
  return x instanceof net.Server;
}

function watch(emitter, who, opts = {}) {
  const { skip = [], readable = false, sum = false } = opts;
  names.set(emitter, who);
  const on = (event, fn) => {
    if (!skip.includes(event)) emitter.on(event, fn);
  };
  if (isServer(emitter)) {
    on('listening', () => {
      const a = emitter.address();
      if (a && a.port) seePort(a.port);
      log(who, 'listening');
    });
    on('connection', () => log(who, 'connection'));
    on('drop', (d) => {
      log(who, `drop ${d === undefined ? 'undefined' : Object.keys(d).map((k) => `${k}=${/Port/.test(k) && d[k] ? 'PORT' : d[k]}`).join(' ')}`);
    });
    on('error', (e) => log(who, `error ${errText(e)}`));
    on('close', (...a) => log(who, `close${a.length ? ' ' + a.map(show).join(' ') : ''}`));
    return emitter;
  }
  let total = 0;
  let printed = -1;
  const printTotal = () => {
    if (sum && printed !== total) {
      printed = total;
      log(who, `data-total ${total}`);
    }
  };
  on('lookup', (err, address, family, host) => log(who, `lookup ${err ? errText(err) : 'null'} ${address} ${family} ${host}`));
  on('connectionAttempt', (ip, port, family) => { seePort(port); log(who, `connectionAttempt ${ip} ${port > 1023 ? 'PORT' : port} ${family}`); });
  on('connectionAttemptFailed', (ip, port, family, err) => log(who, `connectionAttemptFailed ${ip} ${port > 1023 ? 'PORT' : port} ${family} ${errText(err)}`));
  on('connectionAttemptTimeout', (ip, port, family) => log(who, `connectionAttemptTimeout ${ip} ${port > 1023 ? 'PORT' : port} ${family}`));
  on('connect', () => log(who, 'connect'));
  on('ready', () => log(who, 'ready'));
  if (readable) {
    on('readable', () => log(who, `readable readableLength=${emitter.readableLength}`));
  } else {
    on('data', (chunk) => {
      total += chunk.length;
      if (!sum) log(who, `data ${typeof chunk === 'string' ? 'text ' : ''}${show(chunk)}`);
    });
  }
  on('end', () => { printTotal(); log(who, 'end'); });
  on('drain', () => log(who, 'drain'));
  on('finish', () => log(who, 'finish'));
  on('timeout', () => log(who, 'timeout'));
  on('error', (e) => log(who, `error ${errText(e)}`));
  on('close', (hadError) => { printTotal(); log(who, `close ${hadError}`); });
  return emitter;
}

function nameOf(obj) {
  return typeof obj === 'string' ? obj : names.get(obj) || 'unnamed';
}

function call(obj, method, ...args) {
  const who = nameOf(obj);
  log(who, `call-${method}${args.length ? ' ' + args.map(show).join(' ') : ''}`);
  let r;
  try {
    r = obj[method](...args);
  } catch (e) {
    log(who, `${method}-threw ${errText(e)}`);
    return undefined;
  }
  if (r === null || ['boolean', 'string', 'number'].includes(typeof r) || Buffer.isBuffer(r)) {
    log(who, `${method}-returned ${show(r)}`);
  }
  return r;
}

function cb(obj, label) {
  return (...args) => {
    const who = nameOf(obj);
    const err = args[0];
    if (err === null || err === undefined) {
      log(who, `${label} ok${args.length > 1 ? ' ' + args.slice(1).map(show).join(' ') : ''}`);
    } else {
      log(who, `${label} ${errText(err)}`);
    }
  };
}

function props(obj, ...list) {
  log(nameOf(obj), `props ${list.map((n) => {
    let v;
    try { v = obj[n]; } catch (e) { return `${n}=threw(${errText(e)})`; }
    if (n === 'errored' && v) return `${n}=${v.message}`;
    return `${n}=${/Port$/.test(n) && v > 1023 ? 'PORT' : typeof v === 'string' ? v : show(v)}`;
  }).join(' ')}`);
}

// Prints the full telling state of a socket.
function state(s) {
  props(s, 'readyState', 'connecting', 'pending', 'destroyed', 'closed', 'errored', 'readable', 'writable',
        'readableEnded', 'writableEnded', 'writableFinished', 'bytesRead', 'bytesWritten',
        'writableLength', 'remoteAddress', 'remotePort', 'localAddress', 'localPort', 'timeout');
}

// Starts a server on 127.0.0.1:0 (or on a fresh unix path with unix: true).
// serve(opts, onAccepted(accepted, server), onListening(address, server))
//   opts.server    options for net.createServer
//   opts.accepted  watch options for accepted sockets
//   opts.many      accepted sockets are named accepted1, accepted2, ...; the server
//                  stays open. Without it the server stops listening (server.close())
//                  on its first connection, right after onAccepted.
//   opts.keep      like many, but keeps the name `accepted`
//   opts.quiet     do not watch the server itself
// address is what net.connect takes: {port, host} or {path}.
function serve(opts, onAccepted, onListening) {
  let n = 0;
  const server = net.createServer(opts.server || {});
  if (opts.quiet) names.set(server, 'server');
  else watch(server, 'server');
  server.on('connection', (accepted) => {
    watch(accepted, opts.many ? `accepted${++n}` : 'accepted', opts.accepted);
    if (onAccepted) onAccepted(accepted, server);
    if (!opts.many && !opts.keep) server.close();
  });
  server.on('listening', () => {
    const a = server.address();
    if (typeof a === 'string') onListening({ path: a }, server);
    else {
      seePort(a.port);
      onListening({ port: a.port, host: '127.0.0.1' }, server);
    }
  });
  if (opts.unix) server.listen(tmpPath('sock'));
  else server.listen({ port: 0, host: '127.0.0.1', ...opts.listen });
  return server;
}

// A connected pair: fn(client, accepted, server) runs in a setImmediate after BOTH
// the client's 'connect' and the server's 'connection' were emitted.
//   opts.server, opts.accepted, opts.unix, opts.keep, opts.quiet as in serve
//   opts.connect   extra options for net.connect
//   opts.client    watch options for the client
function pair(opts, fn) {
  let client;
  let accepted;
  let server;
  let connected = false;
  const go = () => {
    if (connected && accepted) setImmediate(() => fn(client, accepted, server));
  };
  server = serve(opts, (a) => { accepted = a; go(); }, (address) => {
    client = net.connect({ ...address, ...opts.connect });
    watch(client, 'client', opts.client);
    client.on('connect', () => { connected = true; go(); });
  });
  return server;
}

// Calls fn after ms, in steps: on a machine that stands still for a while, what has
// arrived meanwhile has its turn before.
function later(fn, ms, steps = 5) {
  setTimeout(() => (steps > 1 ? later(fn, ms * (steps - 1) / steps, steps - 1) : fn()), ms / steps);
}

// Waits; then prints `<who> quiet` for each who. To show that nothing more comes.
function quiet(ms, ...whos) {
  return new Promise((resolve) => {
    later(() => {
      for (const w of whos) log(nameOf(w), 'quiet');
      resolve();
    }, ms);
  });
}

// Calls fn in a setImmediate after the socket has read n bytes in all.
function arrived(s, n, fn) {
  setImmediate(() => {
    if (s.bytesRead >= n) fn();
    else arrived(s, n, fn);
  });
}

// A port that is bound, on all addresses, so that the system gives it to nobody else;
// nothing listens there as long as the script itself does not.
const taken = [];
function takePort() {
  try {
    taken.push(new net.BoundSocket({ host: '::', port: 0 }));
  } catch { // there is no IPv6
    taken.push(new net.BoundSocket({ host: '0.0.0.0', port: 0 }));
  }
  const { port } = taken.at(-1).address();
  seePort(port);
  return port;
}

// A port where nothing listens.
function closedPort(fn) {
  setImmediate(fn, takePort());
}

// Listens on the hosts, in a worker thread that then stands still, and fills what the
// system accepts by itself: whoever connects has to wait. Calls fn(release) then.
function deaf(port, hosts, fn) {
  const { Worker } = require('node:worker_threads');
  const state = new Int32Array(new SharedArrayBuffer(8)); // whether to go on, whether it stands
  const worker = new Worker(`
    const net = require('node:net');
    const { workerData: { port, hosts, state } } = require('node:worker_threads');
    let listening = 0;
    for (const host of hosts) {
      net.createServer().listen({ port, host, backlog: 1 }, () => {
        if (++listening < hosts.length) return;
        setImmediate(() => { Atomics.store(state, 1, 1); Atomics.wait(state, 0, 0, 60000); process.exit(0); });
      });
    }
  `, { eval: true, workerData: { port, hosts, state } });
  const fillers = [];
  const release = () => {
    for (const f of fillers) f.destroy();
    Atomics.store(state, 0, 1);
    Atomics.notify(state, 0);
    worker.terminate();
  };
  const fill = () => {
    if (Atomics.load(state, 1) === 0) {
      setTimeout(fill, 1);
      return;
    }
    for (const host of hosts) {
      for (let i = 0; i < 8; i++) fillers.push(net.connect(port, host).on('error', () => {}));
    }
    later(() => fn(release), 50);
  };
  fill();
}

module.exports = { net, watch, log, call, cb, props, state, serve, pair, quiet, later, arrived, takePort, closedPort, deaf, tmpPath, maskValue, seePort, show, errText, nameOf };
