'use strict';
// createServer and new Server: forms, wrong arguments, and what becomes of the options.

const net = require('net');

function attempt(label, f) {
  try {
    console.log(label, f());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}

const listener = () => {};
const count = (server) => server.listenerCount('connection');
attempt('no arguments', () => count(net.createServer()));
attempt('a listener', () => count(net.createServer(listener)));
attempt('options and a listener', () => count(net.createServer({}, listener)));
attempt('undefined and a listener', () => count(net.createServer(undefined, listener)));
attempt('null', () => count(net.createServer(null)));
attempt('without new', () => net.Server() instanceof net.Server);
attempt('without new, listener', () => count(net.Server(listener)));
for (const options of ['path', 80, true, 1n, Symbol('s')]) {
  attempt(`createServer(${String(options)})`, () => count(net.createServer(options)));
}
attempt('a listener that is none', () => count(net.createServer({}, 'listener')));
attempt('a listener that is an object', () => count(net.createServer({}, {})));
attempt('an array', () => count(net.createServer([])));
for (const options of [
  { highWaterMark: -1 }, { highWaterMark: '1' }, { highWaterMark: 1.5 }, { highWaterMark: null }, { highWaterMark: NaN },
  { keepAlive: 'x' }, { keepAlive: 1 }, { keepAliveInitialDelay: 'x' }, { keepAliveInitialDelay: -1 }, { keepAliveInitialDelay: 1.5 },
  { noDelay: 1 }, { noDelay: 'no' }, { allowHalfOpen: 1 }, { pauseOnConnect: 'x' }, { blockList: {} }, { blockList: null },
  { blockList: new net.BlockList() },
]) {
  attempt(JSON.stringify(options), () => {
    const server = net.createServer(options);
    return [server.allowHalfOpen, server.pauseOnConnect, server.noDelay, server.keepAlive, server.keepAliveInitialDelay,
            server.highWaterMark > 0].join(' ');
  });
}
