'use strict';
// A wrong value of every kind for every option of net: what is thrown or emitted, or that it is taken.

const net = require('net');

process.on('warning', (warning) => console.log('  warning', warning.name, warning.message.split('\n')[0]));

const values = [undefined, null, true, false, -1, 0, 1.5, NaN, Infinity, 65536, 4294967296, 10n, '', 'x', '7', Symbol('s'), [], [1], {}, () => {}, new Date(0)];
const shown = (value) => {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'function';
  if (Array.isArray(value)) return `[${value}]`;
  if (value instanceof Date) return 'date';
  return value && typeof value === 'object' ? '{}' : String(value);
};
const told = (error) => `${error.name} ${error.code}: ${error.message}`;

// Lines that are alike for several values are put together.
const attempt = (what, of, call, among = values) => {
  const lines = new Map();
  for (const value of among) {
    let line;
    try {
      const result = call(value);
      line = result === undefined ? 'taken' : `taken, ${String(result)}`;
    } catch (error) {
      line = told(error);
    }
    lines.set(line, [...(lines.get(line) || []), shown(value)]);
  }
  for (const [line, by] of lines) {
    console.log(`${what} ${of}: ${by.join(' ')} => ${line}`);
  }
};

const quiet = (emitter) => emitter.on('error', () => {});
const except = (...left) => values.filter((value) => !left.some((l) => Object.is(l, value)));

// createServer
for (const option of ['allowHalfOpen', 'pauseOnConnect', 'noDelay', 'keepAlive', 'keepAliveInitialDelay', 'highWaterMark']) {
  attempt('createServer', option, (value) => {
    const kept = net.createServer({ [option]: value })[option];
    return typeof kept === 'object' || typeof kept === 'function' || typeof kept === 'symbol' ? typeof kept : kept;
  });
}
attempt('createServer', 'blockList', (value) => void net.createServer({ blockList: value }));
attempt('createServer', 'options', (value) => void net.createServer(value));
attempt('createServer', 'listener', (value) => net.createServer({}, value).listenerCount('connection'));

// listen: what is refused at once; what would start a server is closed in the same turn.
const listen = (options) => {
  const server = quiet(net.createServer());
  try {
    server.listen(options);
  } finally {
    server.close();
  }
};
attempt('listen', 'port', (value) => listen({ port: value, host: '127.0.0.1' }));
attempt('listen', 'host', (value) => listen({ port: 0, host: value }), except('7', 'x'));
attempt('listen', 'path', (value) => listen({ path: value }), except('x', '7'));
for (const option of ['exclusive', 'ipv6Only', 'reusePort', 'backlog']) {
  attempt('listen', option, (value) => listen({ port: 0, host: '127.0.0.1', [option]: value }), except(option === 'backlog' ? 4294967296 : undefined));
}
for (const option of ['readableAll', 'writableAll']) {
  attempt('listen', option, (value) => listen({ path: `\0nn-${process.pid}-wrong-options`, [option]: value }), [undefined, null, false, 0, '']);
}
attempt('listen', 'signal', (value) => listen({ port: 0, host: '127.0.0.1', signal: value }));
attempt('listen', 'handle', (value) => listen({ handle: value }));
attempt('listen', 'fd', (value) => listen({ fd: value }), except(0, 1.5, 4294967296, 65536));
attempt('listen', 'callback', (value) => {
  const server = quiet(net.createServer());
  server.listen(0, '127.0.0.1', 5, value);
  const count = server.listenerCount('listening');
  server.close();
  return count;
});
for (const nothing of [{}, { host: '127.0.0.1' }, { backlog: 5 }, { exclusive: true }]) {
  attempt('listen', JSON.stringify(nothing), () => listen(nothing), ['']);
}

// new Socket
for (const option of ['allowHalfOpen', 'readable', 'writable', 'noDelay', 'keepAlive', 'keepAliveInitialDelay', 'highWaterMark', 'onread',
  'signal', 'blockList', 'typeOfService', 'handle']) {
  attempt('new Socket', option, (value) => {
    const socket = quiet(new net.Socket({ [option]: value }));
    socket.destroy();
    return option === 'highWaterMark' ? socket.readableHighWaterMark : undefined;
  }, option === 'handle' ? [undefined, null, false] : values);
}
attempt('new Socket', 'fd', (value) => void new net.Socket({ fd: value }), except(undefined, null, 0, false, '', 65536));
attempt('new Socket', 'options', (value) => void new net.Socket(value), except(true, 0, 65536, '', 'x', '7'));
for (const onread of [{ buffer: 5, callback() {} }, { buffer: Buffer.alloc(8) }, { callback() {} }, { buffer: Buffer.alloc(8), callback: 5 },
  { buffer: 'x', callback() {} }, { buffer: () => 5, callback() {} }]) {
  attempt('new Socket', `onread ${Object.keys(onread)} ${typeof onread.buffer} ${typeof onread.callback}`, () => void new net.Socket({ onread }), ['']);
}

// connect: what is thrown, or what the socket is destroyed with in the same turn.
const connect = (options) => {
  const socket = quiet(net.connect(options));
  const { connecting, errored } = socket;
  socket.destroy();
  return `${connecting ? 'connecting' : 'not connecting'}${errored ? `, ${told(errored)}` : ''}`;
};
attempt('connect', 'port', (value) => connect({ port: value, host: '127.0.0.1' }));
attempt('connect', 'path', (value) => connect({ path: value }), except('x', '7', ''));
attempt('connect', 'path and port', (value) => connect({ port: 1, host: '127.0.0.1', path: value }), [undefined, null, '', false, 0]);
attempt('connect', 'host', (value) => connect({ port: 1, host: value }));
for (const option of ['localAddress', 'family', 'lookup', 'autoSelectFamily', 'autoSelectFamilyAttemptTimeout', 'timeout', 'signal', 'blockList', 'onread',
  'noDelay', 'keepAlive', 'allowHalfOpen', 'highWaterMark', 'typeOfService']) {
  attempt('connect', option, (value) => connect({ port: 1, host: 'localhost', [option]: value }));
}
attempt('connect', 'localPort', (value) => connect({ port: 1, host: 'localhost', localPort: value }),
  [undefined, null, true, false, -1, 65536, '7', 'x', Symbol('s')]);
attempt('connect', 'listener', (value) => {
  const socket = quiet(net.connect(1, '127.0.0.1', value));
  const count = socket.listenerCount('connect');
  socket.destroy();
  return count;
});

// Methods of sockets and servers
const method = (name, call, among) => attempt('socket', name, (value) => {
  const socket = quiet(new net.Socket());
  const result = call(socket, value);
  socket.destroy();
  return result === socket ? undefined : result;
}, among);
method('setTimeout', (socket, value) => socket.setTimeout(value));
method('setTimeout callback', (socket, value) => socket.setTimeout(5, value));
method('setNoDelay', (socket, value) => socket.setNoDelay(value));
method('setKeepAlive enable', (socket, value) => socket.setKeepAlive(value));
method('setKeepAlive initialDelay', (socket, value) => socket.setKeepAlive(true, value));
method('setKeepAlive interval', (socket, value) => socket.setKeepAlive(true, 1000, value));
method('setKeepAlive count', (socket, value) => socket.setKeepAlive(true, 1000, 1000, value));
for (const option of ['enable', 'initialDelay', 'interval', 'count']) {
  method(`setKeepAlive({${option}})`, (socket, value) => socket.setKeepAlive({ enable: true, [option]: value }));
}
method('setTypeOfService', (socket, value) => socket.setTypeOfService(value));
method('setEncoding', (socket, value) => socket.setEncoding(value), except(Symbol('s')));
method('pipe', (socket, value) => void socket.pipe(value));
method('write', (socket, value) => socket.write(value));
method('write encoding', (socket, value) => socket.write('text', value));
method('write callback', (socket, value) => socket.write('text', 'utf8', value));
method('end callback', (socket, value) => socket.end('text', 'utf8', value));
method('destroy', (socket, value) => socket.destroy(value));
attempt('server', 'getConnections', (value) => void net.createServer().getConnections(value), except(values[values.length - 2]));
attempt('server', 'close', (value) => void net.createServer().close(value));
