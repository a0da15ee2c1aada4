'use strict';
// net.promises and the connections of a server as an asynchronous iterator. Both are
// documented for the release after Node 26.10.
const net = require('net');
const { AbortError } = native;

function until(emitter, event, giveUp) {
  return new Promise((resolve, reject) => {
    const settle = (f) => (value) => {
      emitter.removeListener(event, happened);
      emitter.removeListener('error', failed);
      emitter.removeListener('close', closed);
      f(value);
    };
    const happened = settle(() => resolve(emitter));
    const failed = settle((error) => {
      giveUp(emitter);
      reject(error);
    });
    const closed = settle(() => reject(AbortError()));
    emitter.once(event, happened).once('error', failed).once('close', closed);
  });
}

exports.connect = async function connect(...args) {
  return until(net.connect(...args), 'connect', (socket) => socket.destroy());
};

exports.listen = async function listen(options) {
  const server = net.createServer(typeof options === 'object' ? options : undefined);
  server.listen(options);
  return until(server, 'listening', (failed) => failed.close());
};

// connections yields the sockets that a server accepts, until it closes.
native.connections = (server) => {
  const sockets = [];
  const waiting = [];
  let failure;
  let done = false;
  const next = () => {
    while (waiting.length > 0 && (sockets.length > 0 || failure !== undefined || done)) {
      const { resolve, reject } = waiting.shift();
      if (sockets.length > 0) {
        resolve({ value: sockets.shift(), done: false });
      } else if (failure !== undefined) {
        const error = failure;
        failure = undefined;
        reject(error);
      } else {
        resolve({ value: undefined, done: true });
      }
    }
  };
  const stop = () => {
    done = true;
    server.removeListener('connection', onConnection);
    server.removeListener('error', onError);
    server.removeListener('close', onClose);
  };
  const onConnection = (socket) => {
    sockets.push(socket);
    next();
  };
  const onError = (error) => {
    failure = error;
    stop();
    next();
  };
  const onClose = () => {
    stop();
    next();
  };
  server.on('connection', onConnection).on('error', onError).on('close', onClose);
  return {
    next: () => new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      next();
    }),
    return: () => {
      stop();
      for (const socket of sockets.splice(0)) socket.destroy();
      next();
      if (server.listening) server.close();
      return Promise.resolve({ value: undefined, done: true });
    },
    throw: (error) => {
      stop();
      next();
      return Promise.reject(error);
    },
    [Symbol.asyncIterator]() { return this; },
  };
};
