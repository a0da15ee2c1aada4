'use strict';
// What the scripts of the exam have in common: callbacks that are counted, errors
// that are expected, places to listen at. A script passes when it ends with 0 and
// says nothing.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const expected = [];

process.on('exit', (code) => {
  if (code !== 0) return;
  const wrong = expected.filter((e) => e.atLeast ? e.calls < e.wanted : e.calls !== e.wanted);
  for (const e of wrong) {
    console.error(`${e.name}: called ${e.calls} times, wanted ${e.atLeast ? 'at least ' : ''}${e.wanted}\n${e.where}`);
  }
  if (wrong.length > 0) process.exit(1);
});

function counted(f, wanted, atLeast) {
  if (typeof f === 'number') [f, wanted] = [undefined, f];
  f ??= () => {};
  const entry = {
    name: f.name || 'a function',
    wanted: wanted ?? 1,
    calls: 0,
    atLeast,
    where: new Error().stack.split('\n').slice(3, 5).join('\n'),
  };
  expected.push(entry);
  const wrapper = function(...args) {
    entry.calls++;
    return f.apply(this, args);
  };
  Object.defineProperties(wrapper, {
    name: { value: f.name, configurable: true },
    length: { value: f.length, configurable: true },
  });
  return wrapper;
}

const mustCall = (f, wanted) => counted(f, wanted, false);
const mustCallAtLeast = (f, wanted) => counted(f, wanted, true);

function mustNotCall(why = 'must not be called') {
  const where = new Error().stack.split('\n')[2];
  return function(...args) {
    assert.fail(`${why}${where}, called with ${args.map(String).join(', ')}`);
  };
}

function mustSucceed(f, wanted) {
  return mustCall(function(err, ...args) {
    assert.ifError(err);
    return f?.apply(this, args);
  }, wanted);
}

// expectsError makes a callback that wants an error with these properties.
function expectsError(properties, wanted) {
  return mustCall(function(...args) {
    assert.strictEqual(args.length, 1, `${args.length} arguments`);
    const err = args[0];
    assert(err instanceof Error, String(err));
    for (const [name, value] of Object.entries(properties)) {
      if (value instanceof RegExp) assert.match(err[name], value);
      else assert.strictEqual(err[name], value, `${name} is ${err[name]}, wanted ${value}`);
    }
  }, wanted);
}

let folder;

// tmpdir is a folder of this script alone, removed at the end.
function tmpdir() {
  if (folder === undefined) {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'exam-'));
    process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  }
  return folder;
}

let pipes = 0;

// pipe is a path to listen at.
const pipe = () => path.join(tmpdir(), `p${pipes++}`);

const taken = [];

// closedPort is a port that is taken, so that nobody else can have it, but where
// nobody listens: whoever connects to it is refused.
function closedPort() {
  const { BoundSocket } = require('net');
  taken.push(new BoundSocket({ host: hasIPv6 ? '::' : '0.0.0.0', port: 0 }));
  return taken.at(-1).address().port;
}

// until calls f as soon as the condition holds.
function until(condition, f) {
  if (condition()) f();
  else setTimeout(until, 1, condition, f);
}

// countdown calls f when dec was called n times.
function countdown(n, f) {
  return { dec: () => { if (--n === 0) f(); return n; }, get remaining() { return n; } };
}

// pair connects two sockets and gives them to f: the client, the accepted one and
// the server, which is closed with the last connection.
function pair(options, f) {
  if (typeof options === 'function') [options, f] = [{}, options];
  const net = require('net');
  const server = net.createServer(options.server ?? {}, mustCall((peer) => {
    server.close();
    const go = () => f(client, peer, server);
    if (client.connecting) client.once('connect', go); else go();
  }));
  let client;
  server.listen(0, '127.0.0.1', () => {
    client = net.connect({ port: server.address().port, host: '127.0.0.1', ...options.client });
  });
}

const hasIPv6 = Object.values(os.networkInterfaces()).some((list) => list.some((i) => i.address === '::1'));

module.exports = {
  mustCall, mustCallAtLeast, mustNotCall, mustSucceed, expectsError, tmpdir, pipe, closedPort, until, countdown, pair, hasIPv6,
  localhostIPv4: '127.0.0.1',
  localhostIPv6: '::1',
  platformTimeout: (ms) => ms,
  isWindows: process.platform === 'win32',
  isLinux: process.platform === 'linux',
};
